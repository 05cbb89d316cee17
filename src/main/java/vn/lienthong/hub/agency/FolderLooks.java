package vn.lienthong.hub.agency;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Endpoint;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.TryAgainLater;

/** Looks into a folder, and tells where there is none. Camel takes a folder that is gone for an empty one. */
final class FolderLooks extends FileLooks {
    private final Path folder;

    FolderLooks(SystemId id, Path folder, IntakeStates states) {
        super(id, states);
        this.folder = folder;
    }

    @Override
    boolean mayLook(Endpoint endpoint) {
        boolean isThere = Files.isDirectory(folder) && Files.isReadable(folder);
        if (!isThere) {
            fail(new TryAgainLater(IntakeProblems.noFolder(folder)));
        }
        return isThere;
    }

    @Override
    Exception told(Exception cause) {
        return cause;
    }
}
