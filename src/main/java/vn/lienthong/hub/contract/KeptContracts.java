package vn.lienthong.hub.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;

/** Contracts in connectors' folders, each read once for all connectors that have the same. */
public final class KeptContracts {
    private static final int MOST = 64;

    private static final Map<String, ContractShape> READ = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ContractShape> eldest) {
            return size() > MOST;
        }
    };

    private KeptContracts() {}

    /** @throws IllegalArgumentException saying why it cannot be read */
    public static ContractShape read(Path folder, String file) {
        byte[] content;
        try {
            content = Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
        SchemaCatalogue catalogue = SchemaCatalogue.directory(folder);
        // What it imports may be another's than that of a contract that reads the same.
        if (new String(content, StandardCharsets.UTF_8)
                .matches("(?s).*(?:schemaLocation|location)\\s*=\\s*[\"'](?!http).*")) {
            return ContractShape.read(catalogue, file);
        }
        String key = digest(content);
        synchronized (READ) {
            ContractShape known = READ.get(key);
            if (known == null) {
                known = ContractShape.read(catalogue, file);
                READ.put(key, known);
            }
            return known;
        }
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
