package vn.lienthong.hub.canonical;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a citizen does about a dossier at a portal, which the portal then tells the agency. */
public enum PortalAct {
    /** Hands in a new dossier. */
    SUBMIT(DossierStatus.SUBMITTED),
    /** Adds what the agency asked for. */
    SUPPLEMENT(null),
    /** Asks for the dossier back. */
    WITHDRAW(DossierStatus.WITHDRAWAL_REQUESTED),
    /** Has paid what the agency asked for. */
    PAY(null);

    private final @Nullable DossierStatus status;

    PortalAct(@Nullable DossierStatus status) {
        this.status = status;
    }

    /** The status a dossier comes to by this act; empty where it is the agency that moves it on. */
    public Optional<DossierStatus> status() {
        return Optional.ofNullable(status);
    }

    /** Whether a dossier begins with it. */
    public boolean isNew() {
        return this == SUBMIT;
    }

    /** The key used in answers: {@code withdraw}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The act of this key. */
    public static Optional<PortalAct> ofKey(String key) {
        return Arrays.stream(values()).filter(act -> act.key().equals(key)).findFirst();
    }
}
