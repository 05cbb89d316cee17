package vn.lienthong.hub.agency;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.PushContract;

/** The contracts by which systems push over SOAP, read when their routes are made. */
@Component
final class PushContracts {
    private final ConcurrentMap<SystemId, PushContract> contracts = new ConcurrentHashMap<>();

    void make(SystemId connector, Intake.SoapPush push) {
        contracts.put(connector, PushContract.of(push));
    }

    void forget(SystemId connector) {
        contracts.remove(connector);
    }

    Optional<PushContract> find(SystemId connector) {
        return Optional.ofNullable(contracts.get(connector));
    }
}
