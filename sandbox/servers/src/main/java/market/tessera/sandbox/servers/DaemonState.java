package market.tessera.sandbox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** What the test servers' daemon and the test JVMs tell each other through files: who needs the servers, and where they listen. */
record DaemonState(Path folder) {

    /** Notes that the servers are needed as long as this process lives. */
    void register(ProcessHandle user) throws IOException {
        Files.createDirectories(users());
        var mark = users().resolve(Long.toString(user.pid()));
        if (!Files.exists(mark)) {
            Files.createFile(mark);
        }
    }

    boolean hasUsers() {
        try (Stream<Path> marks = Files.list(users())) {
            return marks.map(mark -> Long.parseLong(mark.getFileName().toString()))
                            .filter(DaemonState::alive)
                            .count()
                    > 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Optional<Addresses> running() {
        if (!Files.exists(addresses())) {
            return Optional.empty();
        }
        try (var file = Files.newBufferedReader(addresses())) {
            var properties = new Properties();
            properties.load(file);
            return Optional.of(properties)
                    .filter(p -> alive(Long.parseLong(p.getProperty("pid"))))
                    .map(p -> new Addresses(
                            "127.0.0.1", Integer.parseInt(p.getProperty("postgres")), p.getProperty("opensearch")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void publish(Addresses servers) throws IOException {
        var unfinished = Files.writeString(
                folder.resolve("addresses.new"),
                String.join(
                        "\n",
                        List.of(
                                "pid=" + ProcessHandle.current().pid(),
                                "postgres=" + servers.postgresPort(),
                                "opensearch=" + servers.openSearchUrl())));
        Files.move(unfinished, addresses(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    void forget() throws IOException {
        Files.deleteIfExists(addresses());
    }

    private Path users() {
        return folder.resolve("users");
    }

    private Path addresses() {
        return folder.resolve("addresses.properties");
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
