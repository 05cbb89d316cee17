package vn.lienthong.hub.registration;

import java.util.Optional;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors.Refused;
import vn.lienthong.hub.connector.KeptIn;
import vn.lienthong.hub.connector.Lifecycle;
import vn.lienthong.hub.connector.RegisteredConnectors.Standing;
import vn.lienthong.hub.connector.RegisteredConnectors.Version;

/**
 * A connector at a glance.
 *
 * @param name as its definition in force tells it
 * @param condition how it is doing, in one word; {@code draft} or {@code refused} where it is not there at all
 * @param latest its latest version, where it is registered
 * @param refused the faults for which its definition is refused now
 */
record ConnectorSummary(
        SystemId id,
        Optional<Bilingual> name,
        KeptIn keptIn,
        Lifecycle lifecycle,
        String condition,
        Optional<Standing> standing,
        Optional<Version> latest,
        Optional<Refused> refused) {}
