package vn.lienthong.hub.facade;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;

/** Counts what lenient facades drop, by connector: a contract that has fallen behind its system shows here. */
@Component
final class FacadeDrops {
    private final MeterRegistry meters;

    FacadeDrops(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(SystemId connector, long dropped) {
        if (dropped > 0) {
            meters.counter("lienthong.facade.dropped", "connector", connector.value())
                    .increment(dropped);
        }
    }
}
