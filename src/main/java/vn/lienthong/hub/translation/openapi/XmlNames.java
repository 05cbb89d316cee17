package vn.lienthong.hub.translation.openapi;

import java.util.HashSet;
import java.util.Set;

/** Names of XML for names that may be any text, each given once. */
final class XmlNames {
    private final Set<String> given = new HashSet<>();

    /** The text itself where it is a name and free; else one that is like it. */
    String free(String text) {
        String name = name(text);
        String free = name;
        for (int i = 2; !given.add(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    private static String name(String text) {
        StringBuilder name = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (name.isEmpty() && !isStart(c) && isPart(c)) {
                name.append('_');
            }
            name.appendCodePoint(isPart(c) ? c : name.isEmpty() ? '_' : '-');
        });
        return name.isEmpty() ? "_" : name.toString();
    }

    private static boolean isStart(int c) {
        return c == '_'
                || c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c > 0xBF && c < 0x2000 && Character.isLetter(c) && c != 0xD7;
    }

    private static boolean isPart(int c) {
        return isStart(c) || c == '-' || c == '.' || c >= '0' && c <= '9';
    }

    /** Such as {@code OrderLine} for {@code order} and {@code line}. */
    static String joined(String one, String other) {
        return other.isEmpty() ? one : one + Character.toUpperCase(other.charAt(0)) + other.substring(1);
    }
}
