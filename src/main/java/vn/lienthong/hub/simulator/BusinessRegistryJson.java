package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the business registry writes a dossier: numbers as numbers or texts, dates in three formats, blanks in three
 * ways, a list of one as an object. Which quirk a value gets follows from the dossier's count alone.
 */
final class BusinessRegistryJson {
    private static final List<DateTimeFormatter> FORMATS =
            List.of(VietnamTime.SLASHED, VietnamTime.COMPACT, VietnamTime.LYING);

    private BusinessRegistryJson() {}

    static ObjectNode listed(Told told) {
        return Json.object()
                .put("MaHoSo", told.facts().code() == null ? "" : told.facts().code())
                .put("MaHoSoDonVi", told.facts().number())
                .put("NgayCapNhat", VietnamTime.SLASHED.format(told.change().recordedAt()));
    }

    static ObjectNode detailed(Told told) {
        DossierFacts facts = told.facts();
        int quirk = facts.index();
        ObjectNode dossier = Json.object()
                .put("MaHoSo", facts.code() == null ? "" : facts.code())
                .put("MaHoSoDonVi", facts.number())
                .put("MaTTHC", facts.procedure().code())
                .put("TenTTHC", facts.procedure().name())
                .put("MaLinhVuc", facts.procedure().sectorCode())
                .put("TenLinhVuc", facts.procedure().sectorName())
                .put("ChuHoSo", facts.applicant())
                .put("SoDinhDanh", quirk % 10 == 2 ? "000000001" : facts.idNo());
        dossier.set("LoaiDoiTuong", numberOrText(Integer.toString(facts.type()), quirk));
        dossier.put("SoDienThoai", facts.phone())
                .put("Email", facts.email().isEmpty() ? blank(quirk) : facts.email())
                .put("TrichYeuHoSo", facts.procedure().name() + ": " + facts.applicant())
                .put("NgayNopHoSo", time(facts.submittedAt(), quirk))
                .put("NgayTiepNhan", time(told.receivedAt(), quirk + 1))
                .put("NgayHenTra", time(told.dueAt(), quirk + 2));
        dossier.set("TrangThaiHoSo", numberOrText(told.change().code().code(), quirk + 1));
        ArrayNode steps = Json.MAPPER.createArrayNode();
        told.changes().forEach(change -> steps.add(step(change, quirk)));
        dossier.set("QuaTrinh", listOrOne(steps));
        return dossier;
    }

    private static ObjectNode step(Change change, int quirk) {
        int own = quirk + (int) change.sequence();
        ObjectNode step = Json.object();
        step.set("LanThu", numberOrText(Long.toString(change.sequence()), quirk));
        step.set("TrangThai", numberOrText(change.code().code(), own));
        String subCode = change.code().subCode();
        step.set("TrangThaiCon", subCode == null ? Json.MAPPER.valueToTree(blank(own)) : numberOrText(subCode, own));
        step.put("ThoiDiemXuLy", change.time(FORMATS.get(own % FORMATS.size()), VietnamTime.BAD_SLASHED));
        return step.put("NguoiXuLy", change.officer())
                .put("PhongBanXuLy", change.unit())
                .put("NoiDungXuLy", change.code().label());
    }

    /** A list of one element is sent as the element. */
    static JsonNode listOrOne(ArrayNode list) {
        return list.size() == 1 ? list.get(0) : list;
    }

    static JsonNode numberOrText(String value, int quirk) {
        return quirk % 2 == 0 && value.matches("-?\\d{1,9}")
                ? Json.MAPPER.getNodeFactory().numberNode(Integer.parseInt(value))
                : Json.MAPPER.getNodeFactory().textNode(value);
    }

    private static @Nullable String blank(int quirk) {
        return switch (quirk % 3) {
            case 0 -> "";
            case 1 -> "null";
            default -> null;
        };
    }

    private static @Nullable String time(@Nullable Instant moment, int quirk) {
        return moment == null
                ? blank(quirk)
                : FORMATS.get(quirk % FORMATS.size()).format(moment);
    }
}
