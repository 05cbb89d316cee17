package vn.lienthong.hub.broker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.management.MBeanServer;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.AbstractSequentialFileFactory;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFile;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.paging.PagingStoreFactory;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreFactoryNIO;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalStorageManager;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.HierarchicalRepository;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * An Artemis that says yes to no sender whose message is not on disk. Artemis 2.55 hears of it when a page, or a part of a large
 * message, cannot be written, and ends; but the write itself looks as if it had succeeded, so that the sender may be told so
 * before that. The journal's own writes are not touched: who waits for them is told nothing.
 */
final class FaithfulServer extends ActiveMQServerImpl {
    FaithfulServer(
            Configuration configuration, @Nullable MBeanServer management, ActiveMQSecurityManager securityManager) {
        super(configuration, management, securityManager);
    }

    @Override
    protected PagingStoreFactory getPagingStoreFactory() throws Exception {
        PagingStoreFactory made = super.getPagingStoreFactory();
        return made instanceof PagingStoreFactoryNIO files ? new Pages(files, getConfiguration()) : made;
    }

    @Override
    protected StorageManager createStorageManager() {
        if (!getConfiguration().isPersistenceEnabled() || getConfiguration().isUsingDatabasePersistence()) {
            return super.createStorageManager();
        }
        var storage =
                new JournalStorageManager(
                        getConfiguration(),
                        getCriticalAnalyzer(),
                        executorFactory,
                        getScheduledPool(),
                        ioExecutorFactory,
                        ioCriticalErrorListener) {
                    @Override
                    protected void init(Configuration configuration, IOCriticalErrorListener listener) {
                        super.init(configuration, listener);
                        if (largeMessagesFactory instanceof AbstractSequentialFileFactory files) {
                            files.setCriticalErrorListener(failing(listener));
                        }
                    }
                };
        getCriticalAnalyzer().add(storage);
        return storage;
    }

    /** Has the write fail that could not be done, after the broker was told. */
    private static IOCriticalErrorListener failing(IOCriticalErrorListener told) {
        return new IOCriticalErrorListener() {
            @Override
            public boolean isPreviouslyFailed() {
                return told.isPreviouslyFailed();
            }

            @Override
            public void onIOException(Throwable error, String message, String file) {
                told.onIOException(error, message, file);
                throw new UncheckedIOException(new IOException(file + " was not written: " + message, error));
            }
        };
    }

    /** Where the pages of each address are. */
    private static final class Pages extends PagingStoreFactoryNIO {
        Pages(PagingStoreFactoryNIO made, Configuration configuration) {
            super(
                    made.getStorageManager(),
                    made.getDirectory(),
                    made.getSyncTimeout(),
                    made.getScheduledExecutor(),
                    made.getExecutorFactory(),
                    made.isSyncNonTransactional(),
                    failing(made.getCritialErrorListener()),
                    configuration::isPurgePageFolders);
        }

        @Override
        public List<PagingStore> reloadStores(HierarchicalRepository<AddressSettings> settings) throws Exception {
            removeWhatWasNeverBegun();
            return super.reloadStores(settings);
        }

        /** A folder whose address was not written, for the disk was full, holds no page; Artemis would warn of it at each start. */
        private void removeWhatWasNeverBegun() {
            File[] folders = getDirectory().listFiles(File::isDirectory);
            for (File folder : folders == null ? new File[0] : folders) {
                String[] files = folder.list();
                File address = new File(folder, ADDRESS_FILE);
                if (files != null && files.length == 1 && address.isFile() && address.length() == 0) {
                    FileSystemUtils.deleteRecursively(folder);
                }
            }
        }

        @Override
        protected SequentialFileFactory newFileFactory(String folder) {
            return new NIOSequentialFileFactory(new File(getDirectory(), folder), false, getCritialErrorListener(), 1) {
                @Override
                public SequentialFile createSequentialFile(String name) {
                    return new Page(this, name);
                }
            };
        }
    }

    /** A page whose messages are whole: of one that ends within a message Artemis reads none at its next start. */
    private static final class Page extends NIOSequentialFile {
        Page(NIOSequentialFileFactory folder, String name) {
            super(folder, folder.getDirectory(), name, folder.getMaxIO());
        }

        @Override
        public void writeDirect(ByteBuffer message, boolean sync) throws Exception {
            whole(message.limit(), () -> super.writeDirect(message, sync));
        }

        @Override
        public void blockingWriteDirect(ByteBuffer message, boolean sync, boolean release) throws Exception {
            whole(message.limit(), () -> super.blockingWriteDirect(message, sync, release));
        }

        /** A disk that gets full takes the beginning of what is written, and says so by no error. */
        private void whole(int length, Write write) throws Exception {
            long before = position();
            try {
                write.run();
                if (channel.size() < before + length) {
                    var full = new IOException("the disk took a part of the message");
                    factory.onIOError(full, full.getMessage(), this);
                }
            } catch (UncheckedIOException full) {
                channel.truncate(before);
                position(before);
                throw full;
            }
        }

        private interface Write {
            void run() throws Exception;
        }
    }
}
