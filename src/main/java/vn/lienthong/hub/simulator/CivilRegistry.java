package vn.lienthong.hub.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A SOAP one-stop system, 1.1 and 1.2, behind a WS-Security UsernameToken. Its contract is invented: see
 * {@code connectors/civil-registry}.
 */
public final class CivilRegistry implements AgencySimulator {
    static final String ID = "civil-registry";
    static final String USER = "lienthong";
    private static final String PATH = "/soap/dossiers";
    private static final String SUBMISSIONS = "/soap/submissions";

    private final LoopbackServer server;
    private final Misbehaviour misbehaviour = new Misbehaviour();
    private final RegistryContract contract = RegistryContract.read();
    private final UsernameTokens tokens;
    private final Life life;
    private final RegistryDesk desk;

    private CivilRegistry(int port, String password, AgencyStart start, Clock clock) {
        this.server = LoopbackServer.open(ID, port, misbehaviour);
        this.tokens = new UsernameTokens(USER, password, clock);
        this.life = new Life(
                Offices.civilRegistry(), start.seed(), start.dossiers(), misbehaviour, start.stateFolder(), clock);
        this.desk = new RegistryDesk(life);
    }

    /**
     * @param port 0 for any free one
     * @throws PortTaken if another process has the port
     */
    public static CivilRegistry start(int port, String password, AgencyStart start, Clock clock) {
        CivilRegistry registry = new CivilRegistry(port, password, start, clock);
        registry.server.serve(PATH, registry::answer, registry::failure);
        registry.server.serve(SUBMISSIONS, registry::answer, registry::failure);
        new Controls(ID, registry.misbehaviour, registry.server)
                .showing(registry::state)
                .moving(registry.life, () -> {})
                .serve();
        registry.server.start();
        return registry;
    }

    private Reply answer(Request request) {
        if (request.method().equals("GET") && request.query().containsKey("wsdl")) {
            return Reply.text(200, "text/xml", contract.wsdlAt(address()));
        }
        if (!request.method().equals("POST")) {
            return Reply.problem(405, "SOAP requests are posted; the WSDL is at ?wsdl");
        }
        SoapVersion version = SoapVersion.SOAP_1_1;
        try {
            SoapRequest soap = SoapRequest.read(request.body());
            version = soap.version();
            tokens.check(soap.header());
            return perform(soap);
        } catch (SoapFault fault) {
            return SoapWriter.fault(version, fault);
        }
    }

    private Reply perform(SoapRequest soap) throws SoapFault {
        Element asked = soap.body();
        try {
            contract.check(asked);
        } catch (SAXException e) {
            throw SoapFault.of(SoapFault.Blame.SENDER, "not what the contract says: " + e.getMessage());
        }
        return switch (asked.getLocalName()) {
            case "ListChanges" -> listChanges(soap);
            case "GetDossier" -> getDossier(soap);
            case "SubmitDossier" -> desk.submit(soap);
            case "AmendDossier" -> desk.amend(soap);
            default -> throw SoapFault.of(SoapFault.Blame.SENDER, asked.getLocalName() + " is no request");
        };
    }

    private Reply listChanges(SoapRequest soap) throws SoapFault {
        long since = Long.parseLong(RegistryContract.text(soap.body(), "since"));
        long last = life.last();
        if (since > last) {
            throw SoapFault.dossier("SINCE_AHEAD", "since was " + since + " but the last change is " + last);
        }
        List<Told> page = new ArrayList<>();
        for (Told told : life.since(since, Integer.parseInt(RegistryContract.text(soap.body(), "max")))) {
            page.add(told);
            if (misbehaviour.hits(Misbehaviour.Kind.REPEAT)) {
                page.add(told);
            }
        }
        if (misbehaviour.faults().disorder()) {
            Collections.shuffle(page, new Random(since));
        }
        return SoapWriter.answer(soap.version(), xml -> RegistryXml.writeChanges(xml, page, last));
    }

    private Reply getDossier(SoapRequest soap) {
        Told found = life.find(RegistryContract.text(soap.body(), "soHoSo")).orElse(null);
        return SoapWriter.answer(soap.version(), xml -> RegistryXml.writeDossier(xml, found));
    }

    private Reply failure(Request request) {
        boolean is12 = String.valueOf(request.header("Content-Type")).contains(SoapVersion.SOAP_1_2.contentType());
        SoapVersion version = is12 ? SoapVersion.SOAP_1_2 : SoapVersion.SOAP_1_1;
        return SoapWriter.fault(version, SoapFault.of(SoapFault.Blame.RECEIVER, "the registry is out of order"));
    }

    private Map<String, Object> state() {
        return Map.of(
                "dossiers",
                life.all().size(),
                "changes",
                life.last(),
                "submissions",
                life.submissions(),
                "files",
                desk.files());
    }

    @Override
    public void step() {
        life.step(1);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public URI address() {
        return server.address();
    }

    @Override
    public void misbehave(Faults faults) {
        misbehaviour.set(faults);
    }

    @Override
    public void close() {
        server.close();
        life.close();
    }
}
