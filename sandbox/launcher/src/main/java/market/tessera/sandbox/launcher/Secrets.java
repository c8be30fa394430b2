package market.tessera.sandbox.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import market.tessera.sandbox.sampledata.SampleKey;
import market.tessera.sandbox.sampledata.SamplePerson;

/** Keys and passwords of one data folder: made at its first start, readable by its owner alone. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Properties values;

    private Secrets(Properties values) {
        this.values = values;
    }

    static Secrets of(DataFolder data) throws IOException {
        var file = data.resolve("secrets.properties");
        var values = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                values.load(in);
            }
        }
        var secrets = new Secrets(values);
        if (secrets.complete()) {
            secrets.write(file);
        }
        return secrets;
    }

    /** Whether anything was missing and has been made. */
    private boolean complete() {
        var before = values.size();
        keyPair("learner");
        keyPair("staff");
        random("database");
        random("stripe-webhook");
        random("operator-api-key");
        SampleKey.all().forEach(key -> random(key.secret()));
        random("key-encryption");
        SamplePerson.all().forEach(person -> values.computeIfAbsent("password-" + person.role(), _ -> readable()));
        return values.size() > before;
    }

    String get(String name) {
        return values.getProperty(name);
    }

    /** The password of a sample person. */
    String password(String role) {
        return get("password-" + role);
    }

    /** Four groups of letters and digits that are not mistaken for one another. */
    private static String readable() {
        return IntStream.range(0, 4)
                .mapToObj(_ -> RANDOM.ints(4, 0, READABLE.length())
                        .mapToObj(index -> READABLE.substring(index, index + 1))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }

    private void random(String name) {
        values.computeIfAbsent(name, _ -> {
            var bytes = new byte[32];
            RANDOM.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        });
    }

    private void keyPair(String name) {
        if (values.containsKey(name + "-private-key")) {
            return;
        }
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            var pair = generator.generateKeyPair();
            values.setProperty(name + "-private-key", pem("PRIVATE KEY", pair.getPrivate()));
            values.setProperty(name + "-public-key", pem("PUBLIC KEY", pair.getPublic()));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java runtime has P-256", missing);
        }
    }

    private static String pem(String type, Key key) {
        var body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(key.getEncoded());
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----".formatted(type, body);
    }

    private void write(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (var out = Files.newBufferedWriter(file)) {
            values.store(out, "Keys and passwords of this sandbox");
        }
    }
}
