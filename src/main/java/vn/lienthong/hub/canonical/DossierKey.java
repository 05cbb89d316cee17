package vn.lienthong.hub.canonical;

/**
 * What identifies a dossier in the hub: the system it lives in and that system's own number. The national code is
 * optional and may come later.
 *
 * @param sourceSystem the one-stop system
 * @param sourceDossierNo its number there, 1 to 100 characters
 */
public record DossierKey(SystemId sourceSystem, String sourceDossierNo) {
    public DossierKey {
        if (sourceDossierNo.isBlank() || sourceDossierNo.length() > DossierCode.LONGEST) {
            throw new IllegalArgumentException("source dossier number was \"" + Shown.of(sourceDossierNo)
                    + "\" but it has 1 to " + DossierCode.LONGEST + " characters");
        }
    }
}
