package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the portal wants of an item before it takes it. */
final class PortalRules {
    private static final DateTimeFormatter STRICT_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private static final List<String> DOSSIER = List.of(
            "MaHoSo",
            "MaTTHC",
            "TenTTHC",
            "MaLinhVuc",
            "TenLinhVuc",
            "LoaiDoiTuong",
            "Email",
            "SoDienThoai",
            "TrichYeuHoSo",
            "NgayTiepNhan",
            "NgayHenTra",
            "TrangThaiHoSo",
            "HinhThuc",
            "DonViXuLy");
    private static final Set<String> DOSSIER_MAY_BE_EMPTY =
            Set.of("Email", "SoDienThoai", "NgayTiepNhan", "NgayHenTra");
    private static final List<String> DOSSIER_TIMES =
            List.of("NgayNopHoSo", "NgayTiepNhan", "NgayHenTra", "NgayKetThucXuLy", "NgayTra", "NgayTuChoi");

    private static final List<String> STEP = List.of(
            "MaHoSo",
            "NguoiXuLy",
            "ChucDanh",
            "ThoiDiemXuLy",
            "PhongBanXuLy",
            "NoiDungXuLy",
            "TrangThai",
            "NgayBatDau",
            "NgayKetThucTheoQuyDinh");
    private static final Set<String> STEP_MAY_BE_EMPTY =
            Set.of("NguoiXuLy", "ChucDanh", "PhongBanXuLy", "NoiDungXuLy", "NgayBatDau", "NgayKetThucTheoQuyDinh");
    private static final List<String> STEP_TIMES = List.of("ThoiDiemXuLy", "NgayBatDau", "NgayKetThucTheoQuyDinh");

    private PortalRules() {}

    /** What is wrong with a dossier, in the portal's own words; empty for nothing. */
    static String faultsOfDossier(JsonNode item) {
        List<String> faults = new ArrayList<>();
        checkMembers(item, DOSSIER, DOSSIER_MAY_BE_EMPTY, faults);
        DOSSIER_TIMES.forEach(name -> checkTime(item, name, faults));
        checkStatus(item, "TrangThaiHoSo", faults);
        checkLength(item, "TrichYeuHoSo", 1000, faults);
        return String.join("; ", faults);
    }

    /** What is wrong with a step of progress; empty for nothing. */
    static String faultsOfStep(JsonNode item) {
        List<String> faults = new ArrayList<>();
        checkMembers(item, STEP, STEP_MAY_BE_EMPTY, faults);
        STEP_TIMES.forEach(name -> checkTime(item, name, faults));
        checkStatus(item, "TrangThai", faults);
        checkLength(item, "NguoiXuLy", 50, faults);
        return String.join("; ", faults);
    }

    private static void checkMembers(JsonNode item, List<String> names, Set<String> mayBeEmpty, List<String> faults) {
        for (String name : names) {
            JsonNode value = item.path(name);
            if (value.isMissingNode() || value.isNull()) {
                faults.add("Thiếu trường bắt buộc " + name);
            } else if (value.asText().isBlank() && !mayBeEmpty.contains(name)) {
                faults.add("Trường bắt buộc " + name + " đang để trống");
            }
        }
        item.fields().forEachRemaining(member -> {
            if (member.getValue().isNumber() || member.getValue().isBoolean()) {
                faults.add("Trường " + member.getKey() + " phải là chuỗi ký tự");
            }
        });
    }

    private static void checkTime(JsonNode item, String name, List<String> faults) {
        String value = item.path(name).asText("");
        if (value.isEmpty()) {
            return;
        }
        try {
            LocalDateTime.parse(value, STRICT_TIME);
        } catch (DateTimeException e) {
            faults.add("Trường " + name + " sai định dạng yyyyMMddHHmmss");
        }
    }

    private static void checkStatus(JsonNode item, String name, List<String> faults) {
        String value = item.path(name).asText("");
        if (!value.isEmpty() && !value.matches("[1-9]|10")) {
            faults.add("Trường " + name + " không thuộc danh mục trạng thái (1-10)");
        }
    }

    private static void checkLength(JsonNode item, String name, int most, List<String> faults) {
        if (item.path(name).asText("").length() > most) {
            faults.add("Trường " + name + " vượt quá " + most + " ký tự");
        }
    }
}
