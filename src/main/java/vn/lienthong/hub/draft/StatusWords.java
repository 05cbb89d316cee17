package vn.lienthong.hub.draft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** National codes by the words in which systems tell a status. */
final class StatusWords {
    private static final Map<Integer, List<String>> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put(1, List.of("new", "moi", "moidangky", "submitted", "registered"));
        WORDS.put(2, List.of("receiving", "received", "accepted", "datiepnhan", "duoctiepnhan", "tiepnhan", "nhan"));
        WORDS.put(3, List.of("unresolved", "refused", "rejected", "khongtiepnhan", "tuchoi", "tuchoitiepnhan"));
        WORDS.put(4, List.of("processing", "inprogress", "dangxuly", "xuly"));
        WORDS.put(5, List.of("waiting", "supplement", "supplementrequired", "bosung", "yeucaubosung", "chobosung"));
        WORDS.put(6, List.of("paying", "payment", "paymentrequired", "nghiavutaichinh", "chonoptien", "thuphi"));
        WORDS.put(7, List.of("cancelled", "canceled", "withdrawn", "rut", "ruthoso"));
        WORDS.put(8, List.of("denied", "stopped", "dung", "dungxuly"));
        WORDS.put(9, List.of("releasing", "completed", "finished", "xulyxong", "daxulyxong", "hoanthanh"));
        WORDS.put(10, List.of("done", "returned", "datra", "datraketqua", "traketqua"));
    }

    private StatusWords() {}

    static Optional<Integer> national(String word) {
        String plain = Words.plain(word);
        return WORDS.entrySet().stream()
                .filter(code -> code.getValue().contains(plain))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
