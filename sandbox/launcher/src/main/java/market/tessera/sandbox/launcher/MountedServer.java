package market.tessera.sandbox.launcher;

import org.springframework.boot.web.server.WebServer;

/** What an application takes for its web server: its handler is mounted under the one origin instead of a port of its own. */
record MountedServer(Runnable mount, int port) implements WebServer {
    @Override
    public void start() {
        mount.run();
    }

    @Override
    public void stop() {
        // the origin is closed before the applications are
    }

    @Override
    public int getPort() {
        return port;
    }
}
