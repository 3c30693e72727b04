package org.statescope.training.cpu;

import java.util.ArrayList;
import java.util.List;
import org.statescope.training.plain.Trial;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Shape;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// The operations that every backend computes, each set up on inputs of some size.
public enum ContractedOperation {
  LINEAR {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      Tensor x = in.normal("x", 1, length, channels);
      Tensor w = in.normal("w", 5, channels);
      Tensor y = trial.output(1, length, 5);
      return trial.tape().record(backend.linear(x, w, y), y, x, w);
    }
  },
  EMBEDDING {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      Tokens tokens = new Tokens(1, length);
      in.fill(tokens, 6);
      Tensor table = in.normal("table", 6, channels);
      Tensor y = trial.output(1, length, channels);
      return trial.tape().record(backend.embedding(tokens, table, y), y, table);
    }
  },
  ADD_TWICE {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      Tensor x = in.normal("x", 2, length, 2 * channels);
      Tensor left = x.columns(0, channels);
      Tensor sum = trial.tape().activation("sum", Shape.of(2, length, channels));
      Tensor right = x.columns(channels, 2 * channels);
      trial.tape().record(backend.add(left, right, sum), sum, left, right);
      Tensor y = trial.output(2, length, channels);
      return trial.tape().record(backend.add(sum, left, y), y, sum, left);
    }
  },
  NORM {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      Tensor x = in.normal("x", 1, length, channels);
      Tensor w = in.normal("w", channels);
      Tensor y = trial.output(1, length, channels);
      return trial.tape().record(backend.rmsNorm(x, w, NORM_EPSILON, y), y, x, w);
    }
  },
  CONVOLUTION {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      Tensor x = in.normal("x", 2, length, channels);
      Tensor w = in.normal("w", channels, 1, 4);
      Tensor bias = in.normal("bias", channels);
      Tensor y = trial.output(2, length, channels);
      return trial.tape().record(backend.causalConvolutionSilu(2, x, w, bias, y), y, x, w, bias);
    }
  },
  NEGATIVE_EXPONENTIAL {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      Tensor x = in.normal("x", length, channels);
      Tensor y = trial.output(length, channels);
      return trial.tape().record(backend.negativeExponential(x, y), y, x);
    }
  },
  HURWITZ {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      int order = Math.min(channels, 17);
      Tensor x = in.normal("factors", 3, order);
      Tensor y = trial.output(3, order);
      return trial.tape().record(backend.hurwitzCoefficients(x, y), y, x);
    }
  },
  SELECTIVE_SCAN {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      return selectiveScan(backend, trial, in, Discretisation.EULER, 1, channels, length);
    }
  },
  SELECTIVE_SCAN_IN_GROUPS {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      return selectiveScan(backend, trial, in, Discretisation.EULER, 3, 3 * channels, length);
    }
  },
  SELECTIVE_SCAN_HELD {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      return selectiveScan(backend, trial, in, Discretisation.ZOH, 1, channels, length);
    }
  },
  SELECTIVE_SCAN_HELD_IN_GROUPS {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      return selectiveScan(backend, trial, in, Discretisation.ZOH, 2, 2 * channels, length);
    }
  },
  SELECTIVE_SCAN_BILINEAR {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      return selectiveScan(backend, trial, in, Discretisation.BILINEAR, 1, channels, length);
    }
  },
  SELECTIVE_SCAN_BILINEAR_IN_GROUPS {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      return selectiveScan(backend, trial, in, Discretisation.BILINEAR, 3, 3 * channels, length);
    }
  },
  NEGATIVE_SOFTPLUS {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      Tensor x = in.normal("x", channels);
      Tensor y = trial.output(channels);
      return trial.tape().record(backend.negativeSoftplus(x, 0.25, y), y, x);
    }
  },
  GATED_NORM {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      int groups = 3;
      Tensor x = in.normal("x", 1, length, groups * channels);
      Tensor wide = in.normal("z|r", 1, length, 2 * groups * channels);
      Tensor z = wide.columns(0, groups * channels);
      Tensor rest = wide.columns(groups * channels, 2 * groups * channels);
      Tensor w = in.normal("w", groups * channels);
      Tensor normed = trial.tape().activation("normed", Shape.of(1, length, groups * channels));
      trial
          .tape()
          .record(backend.gatedRmsNorm(x, z, w, groups, NORM_EPSILON, normed), normed, x, z, w);
      Tensor y = trial.output(1, length, groups * channels);
      return trial.tape().record(backend.add(normed, rest, y), y, normed, rest);
    }
  },
  HEAD_SCAN {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      return headScan(backend, trial, in, Discretisation.EULER, 1, channels, 5, length);
    }
  },
  HEAD_SCAN_IN_GROUPS {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      return headScan(backend, trial, in, Discretisation.EULER, 3, 3, channels, length);
    }
  },
  HEAD_SCAN_HELD {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      return headScan(backend, trial, in, Discretisation.ZOH, 2, 3, channels, length);
    }
  },
  POSITIVE {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      Tensor x = in.normal("x", length, channels);
      Tensor y = trial.output(length, channels);
      return trial.tape().record(backend.positive(x, y), y, x);
    }
  },
  COMPANION_SCAN {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = hurwitz(backend, trial, in, new int[] {ORDER});
      Tensor c = in.normal("C", 2, length, ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.companionScan(signals, a, c, y), y, a);
    }
  },
  COMPANION_SCAN_PER_CHANNEL {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = hurwitz(backend, trial, in, new int[] {channels, ORDER});
      Tensor c = in.normal("C", 2, length, ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.companionScan(signals, a, c, y), y, a);
    }
  },
  COMPANION_SCAN_STATIC {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = hurwitz(backend, trial, in, new int[] {ORDER});
      Tensor c = in.normal("C", ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.companionScan(signals, a, c, y), y, a);
    }
  },
  COMPANION_SCAN_PER_CHANNEL_STATIC {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = hurwitz(backend, trial, in, new int[] {channels, ORDER});
      Tensor c = in.normal("C", channels, ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.companionScan(signals, a, c, y), y, a);
    }
  },
  OBSERVABLE_COMPANION_SCAN {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = hurwitz(backend, trial, in, new int[] {ORDER});
      Tensor b = in.normal("B", 2, length, ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.observableCompanionScan(signals, a, b, y), y, a);
    }
  },
  OBSERVABLE_COMPANION_SCAN_PER_CHANNEL {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = hurwitz(backend, trial, in, new int[] {channels, ORDER});
      Tensor b = in.normal("B", 2, length, ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.observableCompanionScan(signals, a, b, y), y, a);
    }
  },
  OBSERVABLE_COMPANION_SCAN_STATIC {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = hurwitz(backend, trial, in, new int[] {ORDER});
      Tensor b = in.normal("B", ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.observableCompanionScan(signals, a, b, y), y, a);
    }
  },
  OBSERVABLE_COMPANION_SCAN_PER_CHANNEL_STATIC {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = hurwitz(backend, trial, in, new int[] {channels, ORDER});
      Tensor b = in.normal("B", channels, ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.observableCompanionScan(signals, a, b, y), y, a);
    }
  },
  SCHWARZ_SCAN {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = positive(backend, trial, in, new int[] {ORDER});
      Tensor c = in.normal("C", 2, length, ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.schwarzScan(signals, a, c, y), y, a);
    }
  },
  SCHWARZ_SCAN_PER_CHANNEL {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = positive(backend, trial, in, new int[] {channels, ORDER});
      Tensor c = in.normal("C", 2, length, ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.schwarzScan(signals, a, c, y), y, a);
    }
  },
  SCHWARZ_SCAN_STATIC {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = positive(backend, trial, in, new int[] {ORDER});
      Tensor c = in.normal("C", ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.schwarzScan(signals, a, c, y), y, a);
    }
  },
  SCHWARZ_SCAN_PER_CHANNEL_STATIC {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = positive(backend, trial, in, new int[] {channels, ORDER});
      Tensor c = in.normal("C", channels, ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.schwarzScan(signals, a, c, y), y, a);
    }
  },
  SCHWARZ_DUAL_SCAN {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = positive(backend, trial, in, new int[] {ORDER});
      Tensor b = in.normal("B", 2, length, ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.schwarzDualScan(signals, a, b, y), y, a);
    }
  },
  SCHWARZ_DUAL_SCAN_PER_CHANNEL {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = positive(backend, trial, in, new int[] {channels, ORDER});
      Tensor b = in.normal("B", 2, length, ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.schwarzDualScan(signals, a, b, y), y, a);
    }
  },
  SCHWARZ_DUAL_SCAN_STATIC {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = positive(backend, trial, in, new int[] {ORDER});
      Tensor b = in.normal("B", ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.schwarzDualScan(signals, a, b, y), y, a);
    }
  },
  SCHWARZ_DUAL_SCAN_PER_CHANNEL_STATIC {
    @Override
    public Tensor record(
        Backend backend, Trial trial, ContractInputs in, int channels, int length) {
      ScanSignals signals = signals(in, channels, length);
      Tensor a = positive(backend, trial, in, new int[] {channels, ORDER});
      Tensor b = in.normal("B", channels, ORDER);
      Tensor y = trial.output(2, length, channels);
      return recordScan(trial, backend.schwarzDualScan(signals, a, b, y), y, a);
    }
  };

  /// Slow and fast poles, among them such as Δ cannot tell from an integrator's.
  static Tensor selectiveScan(
      Backend backend,
      Trial trial,
      ContractInputs in,
      Discretisation rule,
      int groups,
      int channels,
      int length) {
    int order = 5;
    ScanSignals signals = signals(in, channels, length);
    Tensor a = in.poles("A", channels, order);
    Tensor b = in.normal("B", 2, length, groups * order);
    Tensor c = in.normal("C", 2, length, groups * order);
    Tensor y = trial.output(2, length, channels);
    Operation scan = backend.selectiveScan(signals, rule, a, b, c, y);
    return trial.tape().record(scan, y, trial.inputs().toArray(Tensor[]::new));
  }

  /// Two heads per group, some that grow, chunks of 16 tokens and a state at the start.
  static Tensor headScan(
      Backend backend,
      Trial trial,
      ContractInputs in,
      Discretisation rule,
      int groups,
      int width,
      int order,
      int length) {
    int heads = 2 * groups;
    int channels = heads * width;
    Tensor wide = in.normal("x|B|C", 2, length, channels + 2 * groups * order);
    int middle = channels + groups * order;
    HeadSignals signals =
        new HeadSignals(
            2,
            groups,
            16,
            wide.columns(0, channels),
            in.normal("step", 2, length, heads),
            in.normal("bias", heads),
            true,
            wide.columns(channels, middle),
            wide.columns(middle, wide.columns()),
            in.normal("D", heads),
            in.normal("initial", 2, channels, order));
    Tensor a = in.between("A", -3, 0.05, heads);
    Tensor y = trial.output(2, length, channels);
    List<Tensor> used = new ArrayList<>(signals.tensors());
    used.add(a);
    return trial
        .tape()
        .record(backend.headScan(signals, rule, a, y), y, used.toArray(Tensor[]::new));
  }

  private static final int ORDER = 5;

  /// Large enough that the gradient of a single column is not a difference of nearly equal numbers.
  private static final double NORM_EPSILON = 0.1;

  /// Sets the operation up with inputs of some size; returns its output.
  public abstract Tensor record(
      Backend backend, Trial trial, ContractInputs in, int channels, int length);

  /// Coefficients of stable polynomials.
  static Tensor hurwitz(Backend backend, Trial trial, ContractInputs in, int[] shape) {
    Tensor factors = in.between("factors", -0.5, 0.5, shape);
    Tensor a = trial.tape().activation("a", Shape.of(shape));
    return trial.tape().record(backend.hurwitzCoefficients(factors, a), a, factors);
  }

  static Tensor positive(Backend backend, Trial trial, ContractInputs in, int[] shape) {
    Tensor raw = in.between("raw", -1, 1, shape);
    Tensor a = trial.tape().activation("fg", Shape.of(shape));
    return trial.tape().record(backend.positive(raw, a), a, raw);
  }

  /// Records a scan whose parameters were computed from the input named like none of its own.
  static Tensor recordScan(Trial trial, Operation scan, Tensor y, Tensor computed) {
    List<Tensor> used = new ArrayList<>(trial.inputs());
    used.removeIf(input -> input.name().equals("factors") || input.name().equals("raw"));
    used.add(computed);
    return trial.tape().record(scan, y, used.toArray(Tensor[]::new));
  }

  static ScanSignals signals(ContractInputs in, int channels, int length) {
    Tensor wide = in.normal("x|z", 2, length, 2 * channels);
    Tensor step = in.normal("step", 2, length, channels);
    Tensor bias = in.normal("bias", channels);
    Tensor d = in.normal("D", channels);
    return new ScanSignals(
        2, wide.columns(0, channels), step, bias, true, d, wide.columns(channels, 2 * channels));
  }
}
