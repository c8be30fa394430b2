package market.tessera.platform.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where requests come from, for limits that nobody escapes by taking another address of the same network. */
public final class Network {
    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private Network() {}

    /** An IPv4 address, or the first half of an IPv6 one: its owner has the other half to choose from. */
    public static String of(@Nullable InetSocketAddress remote) {
        var address = remote == null ? null : remote.getAddress();
        if (address == null) {
            return "unknown";
        }
        return address instanceof Inet6Address && !address.isLoopbackAddress()
                ? firstHalf(address)
                : address.getHostAddress();
    }

    private static String firstHalf(InetAddress address) {
        var bytes = Arrays.copyOf(Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES), IPV6_BYTES);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
