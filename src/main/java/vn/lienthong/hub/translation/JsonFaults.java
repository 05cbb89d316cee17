package vn.lienthong.hub.translation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Undeliverable;

/** Says what is wrong with a JSON text, and where, without quoting it. */
final class JsonFaults {
    static final Bilingual REMEDY = new Bilingual(
            "Hãy sửa nội dung ở chỗ đó, mã hóa UTF-8, rồi gửi lại.",
            "Mend the content at that place, encoded in UTF-8, and send it again.");

    private JsonFaults() {}

    static Undeliverable of(JsonProcessingException fault) {
        Bilingual what = what(fault);
        var place = fault.getLocation();
        return place == null
                ? Unreadable.malformed(new Bilingual(what.vi() + ".", what.en() + "."), REMEDY, null)
                : Unreadable.malformed(
                        what, Math.max(place.getLineNr(), 1), Math.max(place.getColumnNr(), 1), REMEDY, null);
    }

    private static Bilingual what(JsonProcessingException fault) {
        String told = fault.getOriginalMessage() == null ? "" : fault.getOriginalMessage();
        if (fault instanceof JsonEOFException) {
            return new Bilingual("Nội dung JSON kết thúc giữa chừng", "The JSON ends before it is complete");
        }
        if (told.startsWith("Duplicate field")) {
            return new Bilingual(
                    "Một thành phần của đối tượng JSON có hai lần", "A member of a JSON object is told twice");
        }
        if (told.startsWith("Invalid UTF-8")) {
            return new Bilingual("Nội dung không phải là UTF-8 hợp lệ", "The content is not valid UTF-8");
        }
        if (told.startsWith("Unexpected character ('<'")) {
            return new Bilingual(
                    "Nội dung là HTML hoặc XML, không phải JSON", "The content is HTML or XML where JSON is expected");
        }
        return new Bilingual("Nội dung không phải là JSON đúng cú pháp", "The content is not well-formed JSON");
    }
}
