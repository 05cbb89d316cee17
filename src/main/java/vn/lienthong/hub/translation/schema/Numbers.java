package vn.lienthong.hub.translation.schema;

import java.util.regex.Pattern;

/** How numbers are spelled. */
final class Numbers {
    private static final Pattern FLOATING =
            Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

    private Numbers() {}

    static boolean isNumber(String text, boolean point) {
        int digits = 0;
        boolean fraction = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && point && !fraction) {
                fraction = true;
            } else if (i > 0 || c != '-' && c != '+') {
                return false;
            }
        }
        return digits > 0;
    }

    static boolean isFloating(String text) {
        return text.equals("NaN")
                || text.equals("INF")
                || text.equals("-INF")
                || FLOATING.matcher(text).matches();
    }

    static double floating(String text) {
        return switch (text) {
            case "INF" -> Double.POSITIVE_INFINITY;
            case "-INF" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** A number in JSON's spelling: no plus, no zeros before, a digit on either side of the point. */
    static String canonical(String number) {
        int start = 0;
        boolean negative = false;
        if (!number.isEmpty() && (number.charAt(0) == '+' || number.charAt(0) == '-')) {
            negative = number.charAt(0) == '-';
            start = 1;
        }
        int end = number.length();
        for (int i = start; i < number.length(); i++) {
            if (number.charAt(i) == 'e' || number.charAt(i) == 'E') {
                end = i;
                break;
            }
        }
        int zeros = start;
        while (zeros + 1 < end && number.charAt(zeros) == '0' && number.charAt(zeros + 1) != '.') {
            zeros++;
        }
        boolean bareStart = number.charAt(zeros) == '.';
        boolean bareEnd = number.charAt(end - 1) == '.';
        if (zeros == start && !bareStart && !bareEnd && (start == 0 || negative)) {
            return number;
        }
        return (negative ? "-" : "")
                + (bareStart ? "0" : "")
                + number.substring(zeros, bareEnd ? end - 1 : end)
                + number.substring(end);
    }

    /** How many digits from the first that is not zero on. */
    static int digits(String number) {
        int count = 0;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c >= '0' && c <= '9' && (count > 0 || c != '0')) {
                count++;
            }
        }
        return count;
    }
}
