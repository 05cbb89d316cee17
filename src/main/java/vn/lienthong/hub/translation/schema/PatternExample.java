package vn.lienthong.hub.translation.schema;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Writes a text by a regular expression of XML Schema: first branches, least repetitions. */
final class PatternExample {
    private static final String LIKELY = "A1a -_.@/+B2b:,;()[]#áđ\t";
    private static final int LONGEST = 1_000;

    private final String xsd;
    private final int more;
    private int at;

    private PatternExample(String xsd, int more) {
        this.xsd = xsd;
        this.more = more;
    }

    /**
     * A text that the expression probably matches; empty where it is not understood.
     *
     * @param more how many repetitions beyond the least, where there may be more
     */
    static String of(String xsd, int more) {
        try {
            String text = new PatternExample(xsd, more).branches();
            return text.length() > LONGEST ? "" : text;
        } catch (IndexOutOfBoundsException | NumberFormatException | PatternSyntaxException notUnderstood) {
            return "";
        }
    }

    private String branches() {
        String first = branch();
        while (at < xsd.length() && xsd.charAt(at) == '|') {
            at++;
            branch();
        }
        return first;
    }

    private String branch() {
        StringBuilder text = new StringBuilder();
        while (at < xsd.length() && xsd.charAt(at) != '|' && xsd.charAt(at) != ')') {
            String atom = atom();
            text.append(atom.repeat(Math.min(repetitions(), LONGEST)));
        }
        return text.toString();
    }

    private String atom() {
        int start = at;
        char c = xsd.charAt(at++);
        switch (c) {
            case '(' -> {
                String group = branches();
                at++;
                return group;
            }
            case '[' -> {
                at = endOfClass(start);
                return likely(xsd.substring(start, at));
            }
            case '\\' -> {
                char escaped = xsd.charAt(at++);
                if (escaped == 'p' || escaped == 'P') {
                    at = xsd.indexOf('}', at) + 1;
                }
                return likely(xsd.substring(start, at));
            }
            case '.' -> {
                return "A";
            }
            default -> {
                return String.valueOf(c);
            }
        }
    }

    private int endOfClass(int start) {
        int depth = 0;
        for (int i = start; i < xsd.length(); i++) {
            char c = xsd.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && --depth == 0) {
                return i + 1;
            }
        }
        throw new IndexOutOfBoundsException("the class has no end");
    }

    /** A character that a class or an escape matches. */
    private static String likely(String one) {
        Pattern pattern = Pattern.compile(XsdPattern.java(one));
        String own = one.startsWith("[") ? one.substring(1) : one;
        return (LIKELY + own)
                .codePoints()
                .mapToObj(Character::toString)
                .filter(character -> pattern.matcher(character).matches())
                .findFirst()
                .orElse("");
    }

    private int repetitions() {
        if (at >= xsd.length()) {
            return 1;
        }
        switch (xsd.charAt(at)) {
            case '?' -> {
                at++;
                return Math.min(more, 1);
            }
            case '*' -> {
                at++;
                return more;
            }
            case '+' -> {
                at++;
                return 1 + more;
            }
            case '{' -> {
                int end = xsd.indexOf('}', at);
                String[] bounds = xsd.substring(at + 1, end).split(",", -1);
                at = end + 1;
                int least = Integer.parseInt(bounds[0].strip());
                int most = bounds.length == 1
                        ? least
                        : bounds[1].isBlank() ? Integer.MAX_VALUE : Integer.parseInt(bounds[1].strip());
                return (int) Math.min((long) least + more, most);
            }
            default -> {
                return 1;
            }
        }
    }
}
