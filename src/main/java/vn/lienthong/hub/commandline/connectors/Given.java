package vn.lienthong.hub.commandline.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Bundle;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * The connector that a command is about: a folder on this machine, or one that the hub has.
 *
 * @param folder where its files are; empty for one that the hub has
 */
record Given(String id, Optional<Path> folder) {
    static Given of(String word, Terminal terminal) {
        Path folder = Path.of(word);
        if (!Files.isDirectory(folder)) {
            return new Given(requireId(word, terminal), Optional.empty());
        }
        Path whole = folder.toAbsolutePath().normalize();
        String declared = bundle(whole, terminal).declaredId();
        String name = String.valueOf(whole.getFileName());
        return new Given(requireId(declared.isEmpty() ? name : declared, terminal), Optional.of(folder));
    }

    private static String requireId(String word, Terminal terminal) {
        if (SystemId.parse(word).isEmpty()) {
            throw Stopped.by(
                    Exit.USAGE,
                    terminal,
                    new Bilingual(
                            word + " không phải thư mục có ở đây, cũng không phải mã kết nối.",
                            word + " is no folder that is here, and no connector's id."),
                    new Bilingual(
                            "Đưa đường dẫn tới thư mục của kết nối, hoặc mã như tax-office.",
                            "Give the path to a connector's folder, or an id such as tax-office."));
        }
        return word;
    }

    private static Bundle bundle(Path folder, Terminal terminal) {
        try {
            return Bundle.ofFolder(folder);
        } catch (Undeliverable e) {
            throw Stopped.by(terminal, e.problem());
        }
    }

    /** The folder as a request's body; nothing for one that the hub has. */
    HubClient.Body body(Terminal terminal) {
        return folder.map(there -> HubClient.Body.zip(bundle(there, terminal).zip()))
                .orElseGet(HubClient.Body::none);
    }

    /** The texts by which it runs, for a request that has other members too. */
    Optional<JsonNode> texts(Terminal terminal) {
        return folder.map(there -> {
            ObjectNode texts = JsonNodeFactory.instance.objectNode();
            bundle(there, terminal).files().forEach((path, content) -> {
                if (!path.startsWith("samples/")) {
                    texts.put(path, new String(content, StandardCharsets.UTF_8));
                }
            });
            return texts;
        });
    }
}
