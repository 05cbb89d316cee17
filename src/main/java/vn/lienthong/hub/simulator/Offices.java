package vn.lienthong.hub.simulator;

import static vn.lienthong.hub.canonical.DossierStatus.ACCEPTED;
import static vn.lienthong.hub.canonical.DossierStatus.COMPLETED;
import static vn.lienthong.hub.canonical.DossierStatus.IN_PROGRESS;
import static vn.lienthong.hub.canonical.DossierStatus.PAYMENT_REQUIRED;
import static vn.lienthong.hub.canonical.DossierStatus.REFUSED;
import static vn.lienthong.hub.canonical.DossierStatus.RESULT_RETURNED;
import static vn.lienthong.hub.canonical.DossierStatus.STOPPED;
import static vn.lienthong.hub.canonical.DossierStatus.SUBMITTED;
import static vn.lienthong.hub.canonical.DossierStatus.SUPPLEMENT_REQUIRED;
import static vn.lienthong.hub.canonical.DossierStatus.WITHDRAWAL_REQUESTED;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierStatus;

/**
 * The agencies. Of their procedures, a code of digits was found with this name in public material that quotes the national
 * service portal, see {@code src/docs/en/simulators.md}; a code that begins with MAU (sample) is invented, though its name is that of a
 * real procedure. Sector codes, unit codes and numbers are made up, status codes where the connector's file says so.
 */
final class Offices {
    private static final String FRONT_DESK = "Bộ phận Một cửa";
    private static final String NEW_VALUE = "Trạng thái mới của nhà cung cấp";

    private Offices() {}

    static Office civilRegistry() {
        return new Office(
                "civil-registry",
                List.of(
                        civil(
                                "2.000488",
                                "Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam",
                                "TP-LLTP",
                                "Lý lịch tư pháp"),
                        civil("1.001193", "Đăng ký khai sinh", "TP-HT", "Hộ tịch"),
                        civil("1.000894", "Đăng ký kết hôn", "TP-HT", "Hộ tịch"),
                        civil("1.000656", "Đăng ký khai tử", "TP-HT", "Hộ tịch"),
                        civil("1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân", "TP-HT", "Hộ tịch"),
                        civil("2.000635", "Cấp bản sao trích lục hộ tịch", "TP-HT", "Hộ tịch"),
                        civil("1.004859", "Thay đổi, cải chính, bổ sung thông tin hộ tịch", "TP-HT", "Hộ tịch")),
                List.of(FRONT_DESK, "Phòng Hành chính tư pháp", "Phòng Lý lịch tư pháp"),
                numbering("TP-%tY-%06d", "000.00.09.H27-%s-%04d", "yyMMdd", 3),
                List.of(
                        code("new", null, SUBMITTED, "Mới nộp"),
                        code("receiving", null, ACCEPTED, "Tiếp nhận hồ sơ"),
                        code("unresolved", null, REFUSED, "Từ chối tiếp nhận"),
                        code("processing", null, IN_PROGRESS, "Đang xử lý"),
                        code("processing", "verify", IN_PROGRESS, "Đang xác minh"),
                        code("waiting", null, SUPPLEMENT_REQUIRED, "Chờ công dân bổ sung giấy tờ"),
                        code("processing", "hold", SUPPLEMENT_REQUIRED, "Tạm giữ, chờ bổ sung giấy tờ"),
                        code("paying", null, PAYMENT_REQUIRED, "Chờ nộp lệ phí"),
                        code("processing", "fee", PAYMENT_REQUIRED, "Chờ xác nhận lệ phí"),
                        code("cancelled", null, WITHDRAWAL_REQUESTED, "Công dân xin rút hồ sơ"),
                        code("denied", null, STOPPED, "Dừng xử lý"),
                        code("releasing", null, COMPLETED, "Đã xử lý xong"),
                        code("done", null, RESULT_RETURNED, "Đã trả kết quả")),
                code("interoperating", null, null, "Chuyển liên thông"));
    }

    static Office landOffice() {
        return new Office(
                "land-office",
                List.of(
                        land("1.012784", "Tách thửa hoặc hợp thửa đất"),
                        land(
                                "1.012783",
                                "Cấp đổi Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất"),
                        land(
                                "1.012786",
                                "Cấp lại Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất do bị mất"),
                        land(
                                "1.012785",
                                "Đăng ký, cấp Giấy chứng nhận đối với trường hợp đã chuyển quyền sử dụng đất trước ngày 01/08/2024")),
                List.of(FRONT_DESK, "Văn phòng Đăng ký đất đai", "Phòng Đo đạc, bản đồ"),
                numbering("H27.12-%ty%<tm%<td-%04d", "H27.12-%s-%04d", "yyMMdd", 1),
                List.of(
                        code("0", null, SUBMITTED, "Chờ tiếp nhận"),
                        code("10", null, ACCEPTED, "Đã tiếp nhận"),
                        code("12", null, REFUSED, "Từ chối tiếp nhận"),
                        code("2", null, IN_PROGRESS, "Đang xử lý"),
                        code("2", "21", IN_PROGRESS, "Đang đo đạc"),
                        code("1", null, SUPPLEMENT_REQUIRED, "Chờ bổ sung"),
                        code("2", "23", SUPPLEMENT_REQUIRED, "Chờ bổ sung giấy tờ về đất"),
                        code("8", null, PAYMENT_REQUIRED, "Chờ thanh toán"),
                        code("2", "22", PAYMENT_REQUIRED, "Chờ nghĩa vụ thuế"),
                        code("7", null, WITHDRAWAL_REQUESTED, "Yêu cầu rút hồ sơ"),
                        code("3", null, STOPPED, "Dừng xử lý"),
                        code("4", null, COMPLETED, "Đã có kết quả"),
                        code("5", null, RESULT_RETURNED, "Đã trả kết quả")),
                code("99", null, null, NEW_VALUE));
    }

    static Office businessRegistry() {
        return new Office(
                "business-registry",
                List.of(
                        business("2.001610", "Đăng ký thành lập doanh nghiệp tư nhân"),
                        business("MAU-DN-01", "Đăng ký thành lập công ty TNHH một thành viên"),
                        business("MAU-DN-02", "Đăng ký thành lập công ty TNHH hai thành viên trở lên"),
                        business("MAU-DN-03", "Đăng ký thành lập công ty cổ phần"),
                        business("MAU-DN-04", "Đăng ký thành lập công ty hợp danh")),
                List.of(FRONT_DESK, "Phòng Đăng ký kinh doanh"),
                numbering("DKDN-%ty-%05d", "000.00.07.H27-%s-%07d", "yyyyMMdd", 1),
                List.of(
                        code("0", null, SUBMITTED, "Hồ sơ mới"),
                        code("19", null, ACCEPTED, "Tiếp nhận hồ sơ"),
                        code("16", null, REFUSED, "Không tiếp nhận"),
                        code("1", null, IN_PROGRESS, "Chờ phân công"),
                        code("2", null, IN_PROGRESS, "Đang thẩm định"),
                        code("4", null, IN_PROGRESS, "Trình lãnh đạo"),
                        code("12", null, IN_PROGRESS, "Lãnh đạo đang duyệt"),
                        code("13", null, IN_PROGRESS, "Chờ ý kiến phối hợp"),
                        code("15", null, IN_PROGRESS, "Đang xử lý lại"),
                        code("3", null, SUPPLEMENT_REQUIRED, "Yêu cầu bổ sung hồ sơ"),
                        code("17", null, SUPPLEMENT_REQUIRED, "Yêu cầu bổ sung trước khi tiếp nhận"),
                        code("4", "12", SUPPLEMENT_REQUIRED, "Yêu cầu bổ sung điều lệ"),
                        code("9", null, PAYMENT_REQUIRED, "Chờ nộp lệ phí"),
                        code("14", null, PAYMENT_REQUIRED, "Chờ xác nhận lệ phí"),
                        code("7", null, WITHDRAWAL_REQUESTED, "Xin rút hồ sơ"),
                        code("8", null, STOPPED, "Dừng xử lý"),
                        code("18", null, STOPPED, "Hủy hồ sơ"),
                        code("6", null, COMPLETED, "Đã xử lý xong"),
                        code("5", null, RESULT_RETURNED, "Đã trả kết quả")),
                code("99", null, null, NEW_VALUE));
    }

    static Office socialInsurance() {
        return new Office(
                "social-insurance",
                List.of(
                        insurance("MAU-BHXH-01", "Giải quyết hưởng chế độ thai sản"),
                        insurance("MAU-BHXH-02", "Giải quyết hưởng chế độ ốm đau"),
                        insurance("1.001613", "Giải quyết hưởng bảo hiểm xã hội một lần"),
                        insurance("1.002759", "Cấp lại, đổi, điều chỉnh thông tin trên sổ BHXH; thẻ BHYT")),
                List.of("Bộ phận Tiếp nhận", "Phòng Chế độ bảo hiểm xã hội"),
                numbering("03706/%tY/%05d", null, "", 1),
                List.of(
                        code("TIEP_NHAN", null, ACCEPTED, "Tiếp nhận"),
                        code("DANG_GQ", null, IN_PROGRESS, "Đang giải quyết"),
                        code("CHO_BS", null, SUPPLEMENT_REQUIRED, "Chờ bổ sung"),
                        code("DA_GQ", null, COMPLETED, "Đã giải quyết"),
                        code("DA_TRA", null, RESULT_RETURNED, "Đã trả"),
                        code("TU_CHOI", null, REFUSED, "Từ chối")),
                code("CHUYEN_TUYEN", null, null, "Chuyển tuyến"));
    }

    static Office transportOffice() {
        return new Office(
                "transport-office",
                List.of(
                        transport("MAU-GTVT-01", "Thủ tục mẫu: đổi giấy phép lái xe"),
                        transport("MAU-GTVT-02", "Thủ tục mẫu: cấp phù hiệu cho xe kinh doanh vận tải")),
                List.of(FRONT_DESK, "Phòng Quản lý phương tiện"),
                numbering("GTVT-%tY-%04d", null, "", 1),
                List.of(
                        code("MOI", null, SUBMITTED, "Mới nộp"),
                        code("NHAN", null, ACCEPTED, "Đã nhận"),
                        code("XULY", null, IN_PROGRESS, "Đang xử lý"),
                        code("BOSUNG", null, SUPPLEMENT_REQUIRED, "Chờ bổ sung"),
                        code("RUT", null, WITHDRAWAL_REQUESTED, "Xin rút"),
                        code("XONG", null, COMPLETED, "Đã xong"),
                        code("TRA", null, RESULT_RETURNED, "Đã trả")),
                code("KHAC", null, null, NEW_VALUE));
    }

    private static OfficeProcedure transport(String code, String name) {
        return new OfficeProcedure(code, name, "GTVT", "Giao thông vận tải", false);
    }

    private static OfficeProcedure civil(String code, String name, String sectorCode, String sectorName) {
        return new OfficeProcedure(code, name, sectorCode, sectorName, false);
    }

    private static OfficeProcedure land(String code, String name) {
        return new OfficeProcedure(code, name, "TNMT-DD", "Đất đai", false);
    }

    private static OfficeProcedure business(String code, String name) {
        return new OfficeProcedure(code, name, "KHDT-DN", "Thành lập và hoạt động của doanh nghiệp", true);
    }

    private static OfficeProcedure insurance(String code, String name) {
        return new OfficeProcedure(code, name, "BHXH", "Bảo hiểm xã hội", false);
    }

    private static VendorCode code(String code, @Nullable String subCode, @Nullable DossierStatus means, String label) {
        return new VendorCode(code, subCode, means, label);
    }

    /**
     * @param number the agency's number, from a day and a count
     * @param national the national code, from a day as text and a count; null for none
     * @param dayPattern the day in the national code
     * @param withoutEvery each of so many dossiers has no national code; 1 for none without
     */
    private static Office.Numbering numbering(
            String number, @Nullable String national, String dayPattern, int withoutEvery) {
        return new Office.Numbering() {
            @Override
            public String number(int index, LocalDate day) {
                return String.format(Locale.ROOT, number, day, index);
            }

            @Override
            public @Nullable String code(int index, LocalDate day) {
                if (national == null || (withoutEvery > 1 && index % withoutEvery == 0)) {
                    return null;
                }
                String when =
                        DateTimeFormatter.ofPattern(dayPattern, Locale.ROOT).format(day);
                return String.format(Locale.ROOT, national, when, index);
            }
        };
    }
}
