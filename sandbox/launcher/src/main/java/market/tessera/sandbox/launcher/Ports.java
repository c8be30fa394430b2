package market.tessera.sandbox.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Ports of the simulators: free ones, and the same at every start of a data folder as long as nobody else has taken them. */
final class Ports {
    private final Path file;
    private final Properties ports = new Properties();

    private Ports(Path file) {
        this.file = file;
    }

    static Ports of(DataFolder data) throws IOException {
        var ports = new Ports(data.resolve("ports.properties"));
        if (Files.exists(ports.file)) {
            try (var in = Files.newBufferedReader(ports.file)) {
                ports.ports.load(in);
            }
        }
        return ports;
    }

    int of(String simulator) throws IOException {
        var before = Integer.parseInt(ports.getProperty(simulator, "0"));
        var port = isFree(before) ? before : free(0);
        ports.setProperty(simulator, Integer.toString(port));
        try (var out = Files.newBufferedWriter(file)) {
            ports.store(out, "Ports of the simulators");
        }
        return port;
    }

    private static boolean isFree(int port) {
        if (port == 0) {
            return false;
        }
        try {
            return free(port) == port;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int free(int wanted) throws IOException {
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
