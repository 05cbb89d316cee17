package vn.lienthong.hub.translation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Vietnamese texts written before Unicode, whose characters are those that their bytes are in ISO 8859-1. TCVN3 (also called
 * ABC) has one byte for a letter with its tone; VNI has the letter and, behind it, a byte for its tone and shape.
 */
enum LegacyText {
    TCVN3 {
        @Override
        String read(String text) {
            StringBuilder read = new StringBuilder(text.length());
            for (int i = 0; i < text.length(); i++) {
                read.append(TCVN3_LETTERS.getOrDefault(text.charAt(i), text.charAt(i)));
            }
            return withCapitals(read.toString(), text);
        }
    },
    VNI {
        @Override
        String read(String text) {
            StringBuilder read = new StringBuilder(text.length());
            for (int i = 0; i < text.length(); i++) {
                String two = text.substring(i, Math.min(i + 2, text.length()));
                Character letter = VNI_PAIRS.get(two);
                if (letter == null) {
                    read.append(VNI_LETTERS.getOrDefault(text.charAt(i), text.charAt(i)));
                } else {
                    read.append(letter.charValue());
                    i++;
                }
            }
            return read.toString();
        }
    };

    /** From 0xA1 on; a dot is a byte that is no letter. Capitals with a tone are the small letters in a font of capitals. */
    private static final String TCVN3_FROM_A1 =
            "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ";

    /** What stands behind a letter, and what it makes of A, E, I, O, U, Y, Ô and Ö; a dot where it makes nothing. */
    private static final Map<Character, String> VNI_MARKS = Map.ofEntries(
            Map.entry('Ù', "ÁÉ.ÓÚÝỚỨ"),
            Map.entry('Ø', "ÀÈ.ÒÙỲỜỪ"),
            Map.entry('Û', "ẢẺ.ỎỦỶỞỬ"),
            Map.entry('Õ', "ÃẼ.ÕŨỸỠỮ"),
            Map.entry('Ï', "ẠẸ.ỌỤ.ỢỰ"),
            Map.entry('Â', "ÂÊ.Ô...."),
            Map.entry('Á', "ẤẾ.Ố...."),
            Map.entry('À', "ẦỀ.Ồ...."),
            Map.entry('Å', "ẨỂ.Ổ...."),
            Map.entry('Ã', "ẪỄ.Ỗ...."),
            Map.entry('Ä', "ẬỆ.Ộ...."),
            Map.entry('Ê', "Ă......."),
            Map.entry('É', "Ắ......."),
            Map.entry('È', "Ằ......."),
            Map.entry('Ú', "Ẳ......."),
            Map.entry('Ü', "Ẵ......."),
            Map.entry('Ë', "Ặ......."));

    private static final String VNI_BASES = "AEIOUYÔÖ";
    private static final Map<Character, Character> VNI_LETTERS =
            bothCases(Map.of('Ñ', 'Đ', 'Í', 'Í', 'Ì', 'Ì', 'Æ', 'Ỉ', 'Ó', 'Ĩ', 'Ò', 'Ị', 'Ô', 'Ơ', 'Ö', 'Ư', 'Î', 'Ỵ'));
    private static final Map<Character, Character> TCVN3_LETTERS = tcvn3();
    private static final Map<String, Character> VNI_PAIRS = vniPairs();

    /** A text of ISO 8859-1 as what was meant. */
    abstract String read(String text);

    private static Map<Character, Character> tcvn3() {
        Map<Character, Character> letters = new HashMap<>();
        for (int i = 0; i < TCVN3_FROM_A1.length(); i++) {
            if (TCVN3_FROM_A1.charAt(i) != '.') {
                letters.put((char) (0xA1 + i), TCVN3_FROM_A1.charAt(i));
            }
        }
        return Map.copyOf(letters);
    }

    private static Map<String, Character> vniPairs() {
        Map<String, Character> pairs = new HashMap<>();
        VNI_MARKS.forEach((mark, letters) -> {
            for (int i = 0; i < letters.length(); i++) {
                if (letters.charAt(i) != '.') {
                    String base = String.valueOf(VNI_BASES.charAt(i));
                    String marks = String.valueOf(mark);
                    pairs.put(base + marks, letters.charAt(i));
                    // The mark is written in the case of its letter, and some programs write it small behind a capital.
                    pairs.put(base + lower(marks), letters.charAt(i));
                    pairs.put(lower(base) + lower(marks), Character.toLowerCase(letters.charAt(i)));
                }
            }
        });
        return Map.copyOf(pairs);
    }

    private static Map<Character, Character> bothCases(Map<Character, Character> capitals) {
        Map<Character, Character> both = new HashMap<>(capitals);
        capitals.forEach((written, letter) -> both.put(Character.toLowerCase(written), Character.toLowerCase(letter)));
        return Map.copyOf(both);
    }

    /** A word whose plain letters are capitals, two at least, was written in a font of capitals. */
    private static String withCapitals(String read, String written) {
        StringBuilder words = new StringBuilder(read);
        int start = 0;
        for (int i = 0; i <= read.length(); i++) {
            if (i == read.length() || !Character.isLetter(read.charAt(i))) {
                if (isInCapitals(written.substring(start, i))) {
                    words.replace(start, i, read.substring(start, i).toUpperCase(Locale.ROOT));
                }
                start = i + 1;
            }
        }
        return words.toString();
    }

    private static boolean isInCapitals(String word) {
        return word.chars().filter(c -> c >= 'A' && c <= 'Z').count() >= 2
                && word.chars().noneMatch(c -> c >= 'a' && c <= 'z');
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
