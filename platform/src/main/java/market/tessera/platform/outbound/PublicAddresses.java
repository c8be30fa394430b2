package market.tessera.platform.outbound;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import reactor.core.scheduler.Schedulers;

/**
 * Finds machines by name, and none that is not of the public internet. What has been checked is what is connected to: a name that points
 * elsewhere a moment later changes nothing.
 */
public final class PublicAddresses extends AddressResolverGroup<InetSocketAddress> {
    private final Predicate<InetAddress> allowed;

    public PublicAddresses() {
        this(PublicAddresses::isPublic);
    }

    /** @param allowed where a connection may lead */
    public PublicAddresses(Predicate<InetAddress> allowed) {
        this.allowed = allowed;
    }

    /** A name, or an address, that leads into a private network. */
    public static final class NotPublic extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        NotPublic(String host) {
            super(host);
        }
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Resolver(executor);
    }

    private final class Resolver extends AbstractAddressResolver<InetSocketAddress> {
        Resolver(EventExecutor executor) {
            super(executor, InetSocketAddress.class);
        }

        /** Numbers are looked at like names. */
        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return false;
        }

        @Override
        protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) {
            Schedulers.boundedElastic().schedule(() -> {
                try {
                    promise.trySuccess(find(address).getFirst());
                } catch (UnknownHostException refused) {
                    promise.tryFailure(refused);
                }
            });
        }

        @Override
        protected void doResolveAll(InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
            Schedulers.boundedElastic().schedule(() -> {
                try {
                    promise.trySuccess(find(address));
                } catch (UnknownHostException refused) {
                    promise.tryFailure(refused);
                }
            });
        }

        private List<InetSocketAddress> find(InetSocketAddress address) throws UnknownHostException {
            var host = address.getHostString();
            var found = Arrays.stream(InetAddress.getAllByName(host))
                    .filter(allowed)
                    .map(known -> new InetSocketAddress(known, address.getPort()))
                    .toList();
            if (found.isEmpty()) {
                throw new NotPublic(host);
            }
            return found;
        }
    }

    /** Not loopback, private, link-local, multicast, shared, reserved (RFC 6890), nor any of those inside an address of version 6. */
    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        var first = bytes[0] & 0xff;
        var second = bytes[1] & 0xff;
        var third = bytes[2] & 0xff;
        var shared = first == 100 && second >= 64 && second < 128;
        var assigned = first == 192 && second == 0 && (third == 0 || third == 2);
        var measured = first == 198 && (second == 18 || second == 19 || (second == 51 && third == 100));
        return first != 0
                && first < 240
                && !shared
                && !assigned
                && !measured
                && !(first == 203 && second == 0 && third == 113);
    }

    /** Only what is given out as global, without the ways that lead to addresses of version 4. */
    private static boolean isPublic6(byte[] bytes) {
        var global = (bytes[0] & 0xe0) == 0x20;
        var sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        var special = bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] & 0xfe) == 0;
        var documentation = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d && (bytes[3] & 0xff) == 0xb8;
        return global && !sixToFour && !special && !documentation;
    }
}
