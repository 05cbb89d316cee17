/**
 * Connector definitions: read, checked, registered; the mapping of an agency's codes and fields.
 *
 * <p>A mapping is declared once and goes both ways. Reading is {@link Mapping#translate}: the system's record becomes
 * status changes. Writing is {@link Mapping#writer()}, there where {@code mapping.yaml} has {@code write}: a dossier, or a
 * dossier and one step of it, becomes a record of the system, for whoever has something to tell it. The one who sends the
 * record looks at its problems first:
 *
 * <pre>{@code
 * RecordWriter writer = connector.mapping().writer().orElseThrow(); // a rule of the definition saw to it
 * RecordWriter.Written written = writer.write(dossier);
 * if (!written.problems().isEmpty()) {
 *     throw new Undeliverable(written.problems().get(0));
 * }
 * send(written.record());
 * }</pre>
 *
 * Whatever cannot be turned round is a fault of the definition, told when it is loaded, so that at run time only a value
 * can be wrong: one that the system has no code for, or that is not of the declared type.
 */
@ApplicationModule(
        displayName = "Connector",
        allowedDependencies = {
            "canonical",
            "problem",
            "store",
            "contract",
            "translation",
            "translation :: schema",
            "translation :: soap",
            "translation :: openapi"
        })
@NullMarked
package vn.lienthong.hub.connector;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
