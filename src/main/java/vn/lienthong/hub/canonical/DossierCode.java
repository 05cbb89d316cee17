package vn.lienthong.hub.canonical;

import java.util.regex.Pattern;

/**
 * The code on a citizen's receipt: national ({@code 000.00.01.H27-181018-0001}) or any local one
 * ({@code 03706/2026/07906}). No code is refused for its shape. Source of the national shape: NĐ 61/2018.
 *
 * @param value 1 to 100 characters, trimmed, without control characters
 */
public record DossierCode(String value) implements Comparable<DossierCode> {
    /** The longest code taken, in characters. */
    public static final int LONGEST = 100;

    private static final Pattern NATIONAL = Pattern.compile(
            "(?:\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}|[A-Z]\\d{2}(?:\\.\\d{2,3}){0,4})-(?:\\d{6}|\\d{8})-\\d{4,7}");

    public DossierCode {
        value = value.strip();
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException("dossier code was \"" + Shown.of(value) + "\" but it has 1 to " + LONGEST
                    + " characters, such as 000.00.01.H27-181018-0001");
        }
        if (hasControls(value)) {
            throw new IllegalArgumentException(
                    "dossier code \"" + Shown.of(value) + "\" holds control characters; a code is one line of text");
        }
    }

    private static boolean hasControls(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    public static DossierCode of(String value) {
        return new DossierCode(value);
    }

    /** Whether the code has the national shape; any other is an agency's local code. */
    public boolean isNational() {
        return NATIONAL.matcher(value).matches();
    }

    @Override
    public int compareTo(DossierCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
