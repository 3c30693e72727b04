package org.statescope.analysis.checkpoint.inspect;

import java.util.ArrayList;
import java.util.List;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.ComplexDiagonalBank;
import org.statescope.analysis.network.DenseBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;
import org.statescope.analysis.network.SchwarzBank;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.analysis.network.SystemBank;

/// As many systems of a network as a census can ask in some seconds.
///
/// Diagonal systems have closed forms and are all kept. Others are asked one by one. One of 64
/// states takes about 35 ms, a larger one as the square of its states, a smaller one often no less,
/// since its Gramians may need many digits. Every k-th of a layer of such systems is kept, so that
/// the network counts as at most [#MOST] systems of up to 64 states.
final class CensusSample {
  /// Some ten seconds on one core.
  static final long MOST = 256;

  private static final int COMMON_ORDER = 64;

  private CensusSample() {}

  /// The network itself where all its systems can be asked, else one of the same layers with fewer
  /// systems, at least one of each layer.
  static SsmNetwork of(SsmNetwork network) {
    long cost = network.layers().stream().mapToLong(layer -> cost(layer.channels())).sum();
    if (cost <= MOST) {
      return network;
    }
    int stride = Math.toIntExact(Math.ceilDiv(cost, MOST));
    return new SsmNetwork(
        network.name(),
        network.layers().stream()
            .map(layer -> new SsmNetwork.Layer(layer.name(), every(stride, layer.channels())))
            .toList());
  }

  private static long cost(SystemBank bank) {
    if (hasClosedForms(bank)) {
      return 0;
    }
    long size = Math.ceilDiv(bank.order(), COMMON_ORDER);
    return bank.count() * size * size;
  }

  private static boolean hasClosedForms(SystemBank bank) {
    return switch (bank) {
      case DiagonalBank _, ComplexDiagonalBank _, ScalarBank _ -> true;
      case CompanionBank _, SchwarzBank _, DenseBank _ -> false;
    };
  }

  private static SystemBank every(int stride, SystemBank bank) {
    if (hasClosedForms(bank)) {
      return bank;
    }
    List<StateSpace> systems = new ArrayList<>();
    for (int system = 0; system < bank.count(); system += stride) {
      systems.add(bank.system(system));
    }
    return new DenseBank(systems);
  }
}
