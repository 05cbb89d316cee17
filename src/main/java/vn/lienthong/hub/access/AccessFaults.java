package vn.lienthong.hub.access;

import java.util.List;
import org.springframework.boot.ExitCodeGenerator;

/** The access settings are wrong; every fault is told, and the hub does not start. */
public final class AccessFaults extends RuntimeException implements ExitCodeGenerator {
    private final transient List<String> faults;

    AccessFaults(List<String> faults) {
        super("access settings:\n  " + String.join("\n  ", faults), null, false, false);
        this.faults = List.copyOf(faults);
    }

    /** One line each: the setting's name, what it was, what would be right. */
    public List<String> faults() {
        return faults;
    }

    /** As for every faulty definition. */
    @Override
    public int getExitCode() {
        return 3;
    }
}
