package vn.lienthong.hub.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the fields of one-stop systems are called, in Vietnamese and English, by their place in a mapping. */
final class FieldNames {
    static final String NUMBER = "source-dossier-no";
    static final String STATUS = "status";
    static final String AT = "at";

    /** Those before have the first choice; names as {@link Words#plain} leaves them. */
    private static final Map<String, List<String>> DOSSIER = new LinkedHashMap<>();

    private static final Map<String, List<String>> CHANGE = new LinkedHashMap<>();

    static {
        put(DOSSIER, NUMBER, "sobiennhan mahosodonvi sohoso sobienlai sohs sodon dossierno dossiernumber receiptno");
        put(DOSSIER, NUMBER, "receiptnumber fileno filenumber applicationno applicationnumber caseno casenumber");
        put(DOSSIER, "dossier-code", "mahoso mahosoquocgia mahs dossiercode nationalcode dossierid applicationcode");
        put(DOSSIER, "alt-code", "mahosokhac altcode alternativecode");
        put(DOSSIER, "agency-id", "madinhdanh madonvi macoquan agencyid agencycode govagencycode");
        put(DOSSIER, "agency-name", "tendonvi tencoquan agencyname govagencyname");
        put(DOSSIER, "procedure-code", "mattthc matthc mathutuc procedurecode servicecode thutucma procedureid");
        put(DOSSIER, "procedure-name", "tentthc tenthutuc procedurename servicename thutucten thutuc procedure");
        put(DOSSIER, "sector-code", "malinhvuc sectorcode domaincode");
        put(DOSSIER, "sector-name", "tenlinhvuc linhvuc sectorname domainname");
        put(DOSSIER, "applicant-name", "chuhoso tenchuhoso hotenchuhoso nguoinop tennguoinop hoten applicantname");
        put(DOSSIER, "applicant-name", "applicantfullname fullname ownername applicant");
        put(DOSSIER, "applicant-type", "loaidoituong applicanttype applicantidtype ownertype");
        put(DOSSIER, "applicant-id-type", "loaidinhdanh loaigiayto identitytype");
        put(DOSSIER, "applicant-id-no", "sodinhdanh socccd cccd socmnd cmnd applicantidno identitynumber idnumber");
        put(DOSSIER, "applicant-phone", "sodienthoai dienthoai sdt phone phonenumber mobile contacttelno telephone");
        put(DOSSIER, "applicant-email", "email thudientu contactemail");
        put(DOSSIER, "summary", "trichyeuhoso trichyeu summary subject");
        put(DOSSIER, "channel", "kenhthuchien channel");
        put(DOSSIER, "return-method", "hinhthuc hinhthuctra returnmethod");
        put(DOSSIER, "submitted-at", "ngaynophoso ngaynop submitdate submittedat applieddate submissiondate");
        put(DOSSIER, "received-at", "ngaytiepnhan ngaynhan receivedate receiveddate receivedat accepteddate");
        put(DOSSIER, "due-at", "ngayhentra hentra hantra hanxuly duedate dueat appointmentdate");
        put(DOSSIER, "completed-at", "ngayketthucxuly ngayhoanthanh finishdate completeddate completedat");
        put(DOSSIER, "returned-at", "ngaytra ngaytraketqua releasedate returneddate returnedat");
        put(DOSSIER, "refused-at", "ngaytuchoi refuseddate refusedat");

        put(
                CHANGE,
                STATUS,
                "trangthaihoso trangthai matrangthai tinhtrang matinhtrang dossierstatus statuscode status");
        put(CHANGE, STATUS, "dossierstatusid statusid state");
        put(CHANGE, "sub", "trangthaiphu trangthaicon trangthaichitiet dossiersubstatus substatus");
        put(CHANGE, AT, "thoidiemxuly thoidiem ngaycapnhat thoigiancapnhat ngayxuly thoigian updateddate updatedat");
        put(CHANGE, AT, "updatetime modifieddate modifiedat lastmodified changedat timestamp time at date ngay");
        put(CHANGE, "sequence", "lancapnhat lanthu lan sequence version revision");
        put(CHANGE, "officer", "nguoixuly canbo canboxuly officer handler processor");
        put(CHANGE, "title", "chucdanh chucvu position");
        put(CHANGE, "unit", "phongbanxuly phongban donvixuly unit department");
        put(CHANGE, "note", "noidungxuly noidung ghichu note comment remark");
        put(CHANGE, "step-due-at", "ngayketthuctheoquydinh stepduedate");
    }

    private FieldNames() {}

    private static void put(Map<String, List<String>> names, String field, String plain) {
        names.computeIfAbsent(field, any -> new ArrayList<>()).addAll(List.of(plain.split(" ")));
    }

    /** A field and how far down the list of its names the one that was found is; the first is the surest. */
    record Guess(String field, int rank) {}

    static Optional<Guess> ofDossier(List<String> names) {
        return guess(DOSSIER, names);
    }

    static Optional<Guess> ofChange(List<String> names) {
        return guess(CHANGE, names);
    }

    private static Optional<Guess> guess(Map<String, List<String>> known, List<String> names) {
        for (String name : names) {
            for (Map.Entry<String, List<String>> field : known.entrySet()) {
                int rank = field.getValue().indexOf(name);
                if (rank >= 0) {
                    return Optional.of(new Guess(field.getKey(), rank));
                }
            }
        }
        return Optional.empty();
    }

    /** How fields stand in {@code mapping.yaml}, one after the other. */
    static List<String> dossierFields() {
        return List.copyOf(DOSSIER.keySet());
    }

    static List<String> changeFields() {
        return CHANGE.keySet().stream()
                .filter(field -> !field.equals(STATUS) && !field.equals("sub") && !field.equals(AT))
                .toList();
    }
}
