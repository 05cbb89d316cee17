package vn.lienthong.hub.portal;

import static vn.lienthong.hub.portal.NationalText.cut;
import static vn.lienthong.hub.portal.NationalText.firstOf;
import static vn.lienthong.hub.portal.NationalText.time;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * A dossier and its changes in the national portal's own fields. Every value is a text, times are
 * {@code yyyyMMddHHmmss} in Vietnam, and every required field is there.
 *
 * <p>A required field that the agency did not tell is filled so: sector {@code KHAC} and {@code Khác}, applicant type
 * {@code 1} (citizen), summary the procedure's name, received the time submitted or else of the first change told, form
 * {@code 1} (direct), unit the agency's name or else its id; email, phone and due time may be empty. The procedure has no
 * stand-in.
 */
final class NationalDossier {
    private static final int LONGEST_SUMMARY = 1000;
    private static final int LONGEST_OFFICER = 50;

    private NationalDossier() {}

    /**
     * The dossier's facts, for {@code DongBoHoSoMC}.
     *
     * @param first the first change to be told
     * @param present the status the dossier will have at the portal
     * @throws Undeliverable naming the field to map, where the procedure is not known
     */
    static ObjectNode facts(Dossier dossier, StatusChange first, DossierStatus present) {
        Dossier.Procedure procedure = dossier.procedure();
        String procedureCode = required(procedure.code(), "MaTTHC", "procedure-code", dossier);
        String procedureName = required(procedure.name(), "TenTTHC", "procedure-name", dossier);
        Dossier.Applicant applicant = dossier.applicant();
        Dossier.Dates dates = dossier.dates();
        String received = firstOf(time(dates.receivedAt()), time(dates.submittedAt()), time(first.at()));

        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("MaHoSo", dossier.quotedCode().value());
        facts.put("MaHoSoDonVi", dossier.key().sourceDossierNo());
        facts.put("SoBienNhan", dossier.key().sourceDossierNo());
        facts.put(
                "MaHoSoKhac", dossier.altCode() == null ? "" : dossier.altCode().value());
        facts.put("MaTTHC", procedureCode);
        facts.put("TenTTHC", procedureName);
        facts.put("MaLinhVuc", firstOf(procedure.sectorCode(), "KHAC"));
        facts.put("TenLinhVuc", firstOf(procedure.sectorName(), "Khác"));
        facts.put("ChuHoSo", firstOf(applicant.name()));
        facts.put("LoaiDoiTuong", firstOf(applicant.type(), "1"));
        facts.put("LoaiDinhDanh", firstOf(applicant.idType()));
        facts.put("SoDinhDanh", firstOf(applicant.idNo()));
        facts.put("SoDienThoai", firstOf(applicant.phone()));
        facts.put("Email", firstOf(applicant.email()));
        facts.put("TrichYeuHoSo", cut(firstOf(dossier.summary(), procedureName), LONGEST_SUMMARY));
        facts.put("NgayNopHoSo", time(dates.submittedAt()));
        facts.put("NgayTiepNhan", received);
        facts.put("NgayHenTra", time(dates.dueAt()));
        facts.put("NgayKetThucXuLy", time(dates.completedAt()));
        facts.put("NgayTra", time(dates.returnedAt()));
        facts.put("NgayTuChoi", time(dates.refusedAt()));
        facts.put("TrangThaiHoSo", code(present));
        facts.put("KenhThucHien", firstOf(dossier.channel()));
        facts.put("HinhThuc", firstOf(dossier.returnMethod(), "1"));
        facts.put("DonViXuLy", unit(dossier));
        return facts;
    }

    /** One change, for {@code CapNhatTienDoHoSoMC}. */
    static ObjectNode step(Dossier dossier, StatusChange change) {
        StatusChange.Step told = change.step();
        ObjectNode step = JsonNodeFactory.instance.objectNode();
        step.put("MaHoSo", dossier.quotedCode().value());
        step.put("NguoiXuLy", cut(firstOf(told.officer(), told.unit(), unit(dossier)), LONGEST_OFFICER));
        step.put("ChucDanh", firstOf(told.title()));
        step.put("ThoiDiemXuLy", time(change.at()));
        step.put("PhongBanXuLy", firstOf(told.unit(), unit(dossier)));
        step.put("NoiDungXuLy", firstOf(told.note(), change.status().label().vi()));
        step.put("TrangThai", code(change.status()));
        step.put("NgayBatDau", "");
        step.put("NgayKetThucTheoQuyDinh", time(told.dueAt()));
        return step;
    }

    static String code(DossierStatus status) {
        return Integer.toString(status.code());
    }

    private static String unit(Dossier dossier) {
        return firstOf(dossier.agencyName(), dossier.agencyId().value());
    }

    private static String required(@Nullable String value, String field, String mapped, Dossier dossier) {
        String text = firstOf(value);
        if (text.isEmpty()) {
            String system = dossier.key().sourceSystem().value();
            throw new Undeliverable(new Problem(
                    ProblemKind.MISSING_FIELD,
                    Origin.HUB,
                    "translate-to-national",
                    new Bilingual(
                            "Cổng quốc gia bắt buộc có " + field + " nhưng hồ sơ từ " + system
                                    + " không có giá trị này.",
                            "The national portal requires " + field + " but the dossier from " + system
                                    + " has no value for it."),
                    new Bilingual(
                            "Thêm dossier." + mapped + " vào connectors/" + system
                                    + "/mapping.yaml (from hoặc default), rồi gửi lại.",
                            "Add dossier." + mapped + " to connectors/" + system
                                    + "/mapping.yaml (from or default), then replay."),
                    "/dossier/" + mapped));
        }
        return text;
    }
}
