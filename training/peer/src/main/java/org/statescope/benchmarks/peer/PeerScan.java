package org.statescope.benchmarks.peer;

import java.io.IOException;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.statescope.benchmarks.Figures;
import org.statescope.benchmarks.ResidentSet;
import org.statescope.benchmarks.Stopwatch;

/// Measures the recurrence of one layer alone by libtorch, forwards and backwards, with what our
/// kernel does in the same go: softplus, feed-through and gate. Argument: the [Algorithm].
public final class PeerScan {
  private static final int BATCH = 8;
  private static final int LENGTH = 256;
  private static final int CHANNELS = 256;
  private static final int ORDER = 16;
  private static final int WARMUP = 2;
  private static final double BUDGET_SECONDS = 3;

  private final MambaMixer mixer;
  private final Tensor u = leaf(torch.randn(BATCH, LENGTH, CHANNELS));
  private final Tensor step = leaf(torch.randn(BATCH, LENGTH, CHANNELS));
  private final Tensor z = leaf(torch.randn(BATCH, LENGTH, CHANNELS));
  private final Tensor a = leaf(torch.rand(CHANNELS, ORDER).neg());
  private final Tensor b = leaf(torch.randn(BATCH, LENGTH, ORDER));
  private final Tensor c = leaf(torch.randn(BATCH, LENGTH, ORDER));
  private final Tensor d = leaf(torch.randn(CHANNELS));
  private final Tensor bias = leaf(torch.randn(CHANNELS));
  private final Tensor upstream = torch.randn(BATCH, LENGTH, CHANNELS);

  private PeerScan(MambaMixer mixer) {
    this.mixer = mixer;
  }

  public static void main(String[] arguments) throws IOException {
    torch.set_num_threads(Runtime.getRuntime().availableProcessors());
    Mixer mixer = Algorithm.valueOf(arguments[0]).mixer();
    if (!(mixer instanceof MambaMixer selective)) {
      throw new IllegalArgumentException("%s is no selective scan.".formatted(arguments[0]));
    }
    PeerScan scan = new PeerScan(selective);
    for (int i = 0; i < WARMUP; i++) {
      scan.run();
    }
    double seconds = Stopwatch.within(BUDGET_SECONDS, 1, scan::run).median();
    new Figures(Map.of("seconds", seconds, "peak-bytes", ResidentSet.peakBytes()))
        .print(System.out);
  }

  private void run() {
    try (PointerScope _ = new PointerScope()) {
      Tensor delta = torch.softplus(step.add(bias));
      Tensor y = mixer.scan(u, delta, a, b, c).add(u.mul(d)).mul(torch.silu(z));
      for (Tensor tensor : new Tensor[] {u, step, z, a, b, c, d, bias}) {
        tensor.mutable_grad().reset();
      }
      y.mul(upstream).sum().backward();
    }
  }

  private static Tensor leaf(Tensor values) {
    return values.set_requires_grad(true);
  }
}
