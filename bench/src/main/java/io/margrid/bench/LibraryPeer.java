package io.margrid.bench;

import io.margrid.model.revaluation.BookTable;
import java.io.IOException;

/// A process that another program times, as it does [PricingPeer]: the same prices by a Java library. One library
/// a process, so that none spoils what the compiler knows of another.
public final class LibraryPeer {
    private LibraryPeer() {}

    /// Runs until standard input ends.
    ///
    /// @param args the library's name
    /// @throws IOException if standard input or a dump fails
    public static void main(String[] args) throws IOException {
        LibraryPricer library = LibraryPricer.find(args[0])
                .orElseThrow(() -> new IllegalArgumentException("library: there is no " + args[0]));
        PricingWorkload workload = new PricingWorkload(PricingWorkload.OPTIONS, BookTable.EMPTY);
        double[] prices = new double[PricingWorkload.PRICES];
        new PeerProtocol(() -> workload.price(library.formula(), prices), prices.length, () -> prices)
                .serve(library.version(), System.out);
    }
}
