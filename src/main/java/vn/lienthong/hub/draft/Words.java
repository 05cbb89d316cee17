package vn.lienthong.hub.draft;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Names in contracts, without marks, case and signs: {@code TrạngThái_HồSơ} reads {@code trangthaihoso}. */
final class Words {
    private Words() {}

    static String plain(String name) {
        String marked = name.replace('đ', 'd').replace('Đ', 'D');
        return Normalizer.normalize(marked, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z0-9]", "")
                .toLowerCase(Locale.ROOT);
    }

    static boolean hasAny(String plain, List<String> parts) {
        return parts.stream().anyMatch(plain::contains);
    }
}
