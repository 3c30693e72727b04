package org.statescope.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.OptimizerParamGroup;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.statescope.benchmarks.Figures;
import org.statescope.benchmarks.ResidentSet;
import org.statescope.benchmarks.Stopwatch;

/// Measures the training of our model by libtorch, as a process of its own: whole steps with
/// clipping and AdamW. Arguments: the file of [Weights], the [Algorithm], and the [FirstStep].
///
/// A step may take many seconds. One that is longer than the budget is measured once.
public final class PeerTraining {
  private static final double CLIP = 1.0;
  private static final double WEIGHT_DECAY = 0.1;
  private static final double BUDGET_SECONDS = 3;

  /// What the first step, whose results are checked, is good for besides.
  enum FirstStep {
    /// It counts when it is longer than the budget.
    MAY_COUNT,
    /// It brings in the memory that later steps use again, and never counts.
    WARMS_UP
  }

  private final PeerModel model;
  private final TensorVector parameters;
  private final AdamW optimizer;
  private double loss;
  private double gradientNorm;

  private PeerTraining(PeerModel model) {
    this.model = model;
    Weights weights = model.weights();
    parameters = weights.all();
    AdamWOptions decaying = options(weights, WEIGHT_DECAY);
    optimizer = new AdamW(weights.decayed(true), decaying);
    optimizer.add_param_group(new OptimizerParamGroup(weights.decayed(false), options(weights, 0)));
  }

  private static AdamWOptions options(Weights weights, double weightDecay) {
    AdamWOptions options = new AdamWOptions(weights.learningRate());
    options.weight_decay().put(weightDecay);
    return options;
  }

  public static void main(String[] arguments) throws IOException {
    torch.set_num_threads(Runtime.getRuntime().availableProcessors());
    Weights weights = Weights.read(Path.of(arguments[0]));
    Algorithm algorithm = Algorithm.valueOf(arguments[1]);
    PeerTraining training = new PeerTraining(new PeerModel(weights, algorithm.mixer()));
    FirstStep firstStep = FirstStep.valueOf(arguments[2]);
    Stopwatch.Times first = Stopwatch.within(0, 1, training::step);
    double lossDifference = Math.abs(training.loss - weights.loss());
    double normDifference = Math.abs(training.gradientNorm / weights.gradientNorm() - 1);
    Stopwatch.Times times =
        firstStep == FirstStep.MAY_COUNT && first.median() > BUDGET_SECONDS
            ? first
            : Stopwatch.within(BUDGET_SECONDS, 1, training::step);
    new Figures(
            Map.of(
                "seconds",
                times.median(),
                "steps",
                (double) times.count(),
                "loss-difference",
                lossDifference,
                "norm-difference",
                normDifference,
                "peak-bytes",
                ResidentSet.peakBytes()))
        .print(System.out);
  }

  private void step() {
    try (PointerScope _ = new PointerScope()) {
      optimizer.zero_grad();
      Tensor mean = model.loss();
      mean.backward();
      gradientNorm = torch.clip_grad_norm_(parameters, CLIP);
      optimizer.step();
      loss = mean.item_float();
    }
  }
}
