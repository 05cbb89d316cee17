package vn.lienthong.hub.canonical;

/** Foreign text made fit for a message: short, on one line. */
final class Shown {
    private static final int MOST = 60;

    private Shown() {}

    static String of(String found) {
        String line = found.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= MOST ? line : line.substring(0, MOST) + "… (" + found.length() + " characters)";
    }
}
