package vn.lienthong.hub.agency.check;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.AgencySettings;
import vn.lienthong.hub.agency.FileDrops;
import vn.lienthong.hub.agency.LiveReads;
import vn.lienthong.hub.agency.LiveReads.Read;
import vn.lienthong.hub.agency.TrialCalls;
import vn.lienthong.hub.agency.TrialCalls.Line;
import vn.lienthong.hub.agency.check.CheckStep.Name;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.LookupCall;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.Mapping;
import vn.lienthong.hub.connector.Mapping.Translated;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * Goes the whole way to a system as its connector's routes do: name, connection, TLS, contract, log-in, one read, its
 * translation, one look-up. Nothing is kept, and the watermark stays where it is.
 */
@Component
public final class SystemCheck {
    /** The steps to a system that is called. */
    private static final Set<Name> SYSTEM = EnumSet.complementOf(EnumSet.of(Name.FOLDER));

    private final TrialCalls calls;
    private final LiveReads reads;
    private final FileDrops files;
    private final AgencySettings settings;
    private final AllowedAddresses allowed;
    private final Clock clock;

    SystemCheck(
            TrialCalls calls,
            LiveReads reads,
            FileDrops files,
            AgencySettings settings,
            AllowedAddresses allowed,
            Clock clock) {
        this.calls = calls;
        this.reads = reads;
        this.files = files;
        this.settings = settings;
        this.allowed = allowed;
        this.clock = clock;
    }

    /** @param code a dossier to look up; null to take one that was read */
    public List<CheckStep> check(ConnectorDefinition connector, @Nullable DossierCode code) {
        Checklist list = new Checklist();
        URI address = connector.address();
        if (connector.intake() instanceof Intake.FileDrop drop) {
            list.take(Name.FOLDER, () -> folder(files.folder(drop)));
        }
        if (address == null) {
            SYSTEM.forEach(name -> list.skip(
                    name,
                    "Hệ thống tự tìm đến trục, không có gì để gọi.",
                    "The system comes to the hub by itself; there is nothing to call."));
            return list.steps();
        }
        Wire wire = new Wire(address, allowed, settings.connectTimeout(), clock);
        list.take(Name.DNS, wire::name);
        list.take(Name.TCP, wire::connect);
        list.take(Name.TLS, wire::secure);
        new Visit(connector, code, list).go();
        return list.steps();
    }

    private static Finding folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw CheckProblems.noFolder(folder.toString());
        }
        if (!Files.isReadable(folder) || !Files.isWritable(folder)) {
            throw CheckProblems.folderClosed(folder.toString());
        }
        return Finding.good("Trục đọc và ghi được " + folder + ".", "The hub may read and write " + folder + ".");
    }

    /** What is said to the system once the way to it is open. */
    private final class Visit {
        private final ConnectorDefinition connector;
        private final @Nullable DossierCode code;
        private final Checklist list;
        private @Nullable Line line;
        private @Nullable Read read;
        private Optional<DossierCode> known = Optional.empty();

        Visit(ConnectorDefinition connector, @Nullable DossierCode code, Checklist list) {
            this.connector = connector;
            this.code = code;
            this.list = list;
        }

        void go() {
            try {
                list.take(Name.CONTRACT, this::open);
                list.take(Name.LOG_IN, this::logIn);
                list.take(Name.READ, this::read);
                list.take(Name.TRANSLATE, this::translate);
                list.take(Name.LOOK_UP, this::lookUp);
            } finally {
                if (line != null) {
                    line.close();
                }
            }
        }

        private Finding open() {
            try {
                line = calls.open(connector);
            } catch (IllegalStateException e) {
                throw CheckProblems.contract(String.valueOf(e.getMessage()));
            }
            return hasContract()
                    ? Finding.good(
                            "Đọc được WSDL; các thao tác được gọi đều có.",
                            "The WSDL can be read and has the operations that are called.")
                    : Finding.nothing("Hệ thống không được gọi bằng SOAP.", "The system is not called by SOAP.");
        }

        private boolean hasContract() {
            return connector.intake() instanceof Intake.SoapPoll
                    || connector.lookup() != null && connector.lookup().call() instanceof LookupCall.Soap;
        }

        private Finding logIn() {
            Line open = Objects.requireNonNull(line, "opened before");
            if (!open.logsIn()) {
                return Finding.nothing(
                        "Thông tin xác thực đi kèm từng yêu cầu; bước đọc cho biết có được chấp nhận không.",
                        "The credentials go with each request; the read tells whether they are taken.");
            }
            open.logIn();
            return Finding.good("Hệ thống cho vào.", "The system lets the hub in.");
        }

        private Finding read() {
            if (!LiveReads.canList(connector)) {
                return Finding.nothing(
                        "Hệ thống không được hỏi danh sách thay đổi.",
                        "The system is not asked for a list of changes.");
            }
            Read page = reads.page(Objects.requireNonNull(line, "opened before"), 1);
            read = page;
            if (!page.placeFound()) {
                return Finding.good(
                        "Hệ thống trả lời, không có bản ghi nào ở chỗ đã khai báo: danh sách rỗng, hoặc records sai.",
                        "The system answers, with no record at the declared place: the list is empty, or records is"
                                + " wrong.");
            }
            return Finding.good(
                    "Trang đầu có " + page.total() + " bản ghi.",
                    page.total() == 1 ? "The page has 1 record." : "The page has " + page.total() + " records.");
        }

        private Finding translate() {
            Read page = read;
            Mapping mapping = connector.mapping();
            if (page == null || page.records().isEmpty() || mapping == null) {
                return Finding.nothing("Không có bản ghi nào để chuyển đổi.", "There is no record to translate.");
            }
            Translated translated = translated(mapping, page);
            int changes = translated.changes().size();
            return Finding.good(
                    "Một bản ghi thành " + changes + " thay đổi.",
                    changes == 1 ? "One record became 1 change." : "One record became " + changes + " changes.");
        }

        private Translated translated(Mapping mapping, Read page) {
            Translated translated = mapping.translate(page.records().get(0), clock.instant());
            if (!translated.problems().isEmpty()) {
                throw new Undeliverable(translated.problems().get(0));
            }
            known = Optional.ofNullable(translated.dossierNo()).flatMap(Visit::code);
            return translated;
        }

        private static Optional<DossierCode> code(String number) {
            try {
                return Optional.of(DossierCode.of(number));
            } catch (IllegalArgumentException notOne) {
                return Optional.empty();
            }
        }

        private Finding lookUp() {
            Optional<DossierCode> asked = Optional.ofNullable(code).or(() -> known);
            Mapping mapping = connector.mapping();
            if (connector.lookup() == null || mapping == null) {
                return Finding.nothing("Hệ thống không được hỏi từng hồ sơ.", "The system is not asked for a dossier.");
            }
            if (asked.isEmpty()) {
                return Finding.nothing(
                        "Không biết mã hồ sơ nào để hỏi; thêm ?code=….",
                        "No dossier's code is known to ask for; add ?code=….");
            }
            Read found = reads.dossier(Objects.requireNonNull(line, "opened before"), asked.get());
            if (found.records().isEmpty()) {
                return Finding.good(
                        "Hệ thống trả lời: không có hồ sơ này.", "The system says that it has no such dossier.");
            }
            int changes = translated(mapping, found).changes().size();
            return Finding.good(
                    "Hồ sơ có " + changes + " thay đổi.",
                    changes == 1 ? "The dossier has 1 change." : "The dossier has " + changes + " changes.");
        }
    }
}
