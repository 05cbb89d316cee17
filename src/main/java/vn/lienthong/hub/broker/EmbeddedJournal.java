package vn.lienthong.hub.broker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.utils.UUIDGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages to the broker's post office, as its sessions do. A client would cost two packets to another thread for each
 * message, and a transaction; here all that is between the caller and the disk is the journal.
 */
final class EmbeddedJournal implements Journal {
    private static final byte PRIORITY = 4;
    private static final int ROOM_FOR_PROPERTIES = 200;

    private final Supplier<? extends @Nullable ActiveMQServer> broker;
    private final SimpleString user;

    EmbeddedJournal(Supplier<? extends @Nullable ActiveMQServer> broker, String user) {
        this.broker = broker;
        this.user = SimpleString.of(user);
    }

    @Override
    public void put(String queue, List<Letter> letters) throws NotTaken {
        ActiveMQServer server = broker.get();
        if (server == null || !server.isActive()) {
            throw new NotTaken("the broker is not running");
        }
        if (server.getPagingManager().isDiskFull()) {
            // A client would be kept waiting.
            throw new NotTaken("the disk is full");
        }
        var onDisk = new OnDisk();
        StorageManager storage = server.getStorageManager();
        // What the journal's thread finishes it tells at once; there is no more to be done than to wake the caller.
        OperationContext context = storage.newContext(Runnable::run);
        storage.setContext(context);
        try {
            SimpleString address = SimpleString.of(queue);
            for (Letter letter : letters) {
                route(server, LargeServerMessageImpl.checkLargeMessage(message(storage, address, letter), storage));
            }
            context.executeOnCompletion(onDisk);
        } catch (NotTaken e) {
            throw e;
        } catch (Exception e) {
            throw new NotTaken("the broker does not take messages for " + queue, e);
        } finally {
            storage.clearContext();
        }
        await(onDisk, server);
    }

    private static void route(ActiveMQServer server, Message message) throws Exception {
        // A reader that is ready for it is handed it by the thread that learns of its being on disk.
        RoutingStatus status = server.getPostOffice().route(message, true);
        if (status != RoutingStatus.OK) {
            throw new NotTaken("a message for " + message.getAddress() + " was not routed: " + status);
        }
    }

    private Message message(StorageManager storage, SimpleString address, Letter letter) {
        var message = new CoreMessage(storage.generateID(), letter.body().length + ROOM_FOR_PROPERTIES);
        message.setAddress(address);
        message.setRoutingType(RoutingType.ANYCAST);
        message.setDurable(true);
        message.setPriority(PRIORITY);
        message.setType(Message.BYTES_TYPE);
        message.setTimestamp(System.currentTimeMillis());
        message.setUserID(UUIDGenerator.getInstance().generateUUID());
        message.putStringProperty(Message.HDR_VALIDATED_USER, user);
        message.setGroupID(letter.group());
        letter.properties().forEach(message::putStringProperty);
        message.getBodyBuffer().writeBytes(letter.body());
        return message;
    }

    /** Waits uninterrupted, for whether they are on disk is only known at the end; or until the broker has ended. */
    private static void await(OnDisk onDisk, ActiveMQServer server) throws NotTaken {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    onDisk.told.get(1, TimeUnit.SECONDS);
                    return;
                } catch (TimeoutException e) {
                    if (!server.isActive()) {
                        throw new NotTaken("the broker ended before the messages were on disk", e);
                    }
                } catch (ExecutionException e) {
                    throw new NotTaken("the journal could not be written", e);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Hears from the journal. */
    private static final class OnDisk implements IOCallback {
        private final CompletableFuture<@Nullable Void> told = new CompletableFuture<>();

        @Override
        public void done() {
            told.complete(null);
        }

        @Override
        public void onError(int code, String why) {
            told.completeExceptionally(new java.io.IOException(why + " (" + code + ")"));
        }
    }
}
