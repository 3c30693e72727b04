package org.statescope.benchmarks.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.statescope.analysis.checkpoint.SafetensorsWriter;
import org.statescope.training.gpu.GpuBackend;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.hub.HuggingFaceConfiguration;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.inference.CrossEntropy;
import org.statescope.training.inference.RecurrentModel;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunJson;
import org.statescope.training.trainer.BackendTrainingProgram;
import org.statescope.training.trainer.NamedTensor;
import org.statescope.training.trainer.StepResult;
import org.statescope.training.trainer.TokenBatch;

/// Whether a device computes a model rightly, with nothing else installed: its loss beside that of
/// the recurrence in plain Java, and its gradient g beside the loss itself, which must rise by the
/// slope |g| along g/|g|, as a central difference of it tells.
final class DeviceCheck {
  private static final int LENGTH = 64;

  /// By how much the loss is to move to each side: little, so that its curve counts for little, and
  /// more where rounded factors do not feel little.
  private static final double MOVE = 0.01;

  private static final double ROUNDED_MOVE = 0.05;

  private final BackendTrainingProgram program;
  private final RunConfiguration run;
  private final TokenBatch batch;

  private DeviceCheck(BackendTrainingProgram program, RunConfiguration run) {
    this.program = program;
    this.run = run;
    batch = DeviceTraining.batch(run);
  }

  static String name(RunConfiguration run) {
    return run.preset() + " check";
  }

  /// @param folder a new one, for the weights that plain Java reads
  static Row measure(GpuDevice.Usable device, RunConfiguration whole, Path folder)
      throws IOException {
    RunConfiguration run = whole.toBuilder().batch(1).length(LENGTH).build();
    try (GpuBackend backend = device.open(run.precision())) {
      BackendTrainingProgram program = new BackendTrainingProgram(backend, run);
      DeviceTraining.moveAway(program);
      return new DeviceCheck(program, run).row(folder);
    }
  }

  private Row row(Path folder) throws IOException {
    double loss = program.evaluate(batch);
    double plain = plainLoss(folder);
    StepResult step = program.trainStep(batch, 0);
    double slope = slope(step.gradientNorm());
    double lossDifference = Math.abs(loss / plain - 1);
    double slopeDifference = Math.abs(slope / step.gradientNorm() - 1);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("precision", run.precision().label());
    fields.put("loss", loss);
    fields.put("loss_difference", lossDifference);
    fields.put("gradient_norm", step.gradientNorm());
    fields.put("slope_difference", slopeDifference);
    double lossAllowed = exact() ? 1e-4 : 2e-3;
    double slopeAllowed = exact() ? 1e-2 : 0.15;
    if (!(lossDifference <= lossAllowed && slopeDifference <= slopeAllowed)) {
      fields.put(
          "failed",
          "%s and %s are allowed; plain Java has the loss %s, the loss has the slope %s"
              .formatted(lossAllowed, slopeAllowed, plain, slope));
    }
    return new Row(name(run), fields);
  }

  private boolean exact() {
    return run.precision() == MatrixPrecision.FLOAT32;
  }

  private double plainLoss(Path folder) throws IOException {
    Files.createDirectories(folder);
    RunJson.write(folder.resolve("config.json"), HuggingFaceConfiguration.of(run.model()));
    SafetensorsWriter writer = new SafetensorsWriter();
    for (NamedTensor parameter : program.parameters()) {
      writer.add(parameter.name(), parameter.shape(), parameter.toArray());
    }
    writer.writeTo(folder.resolve("model.safetensors"));
    RecurrentModel model = RecurrentModel.load(ModelFolder.read(folder));
    double sum = 0;
    for (int t = 0; t < LENGTH; t++) {
      float[] logits = model.next(batch.input(0, t));
      sum += CrossEntropy.of(logits.length, token -> logits[token], batch.target(0, t));
    }
    return sum / LENGTH;
  }

  /// The rise of the loss along the gradient, which AdamW's first moment after one step points
  /// along.
  private double slope(double gradientNorm) {
    List<float[]> directions = new ArrayList<>();
    double squares = 0;
    for (NamedTensor moment : program.optimizerState()) {
      if (moment.name().endsWith(".exp_avg")) {
        float[] direction = moment.toArray();
        directions.add(direction);
        for (float value : direction) {
          squares += (double) value * value;
        }
      }
    }
    List<float[]> weights = program.parameters().stream().map(NamedTensor::toArray).toList();
    double distance = (exact() ? MOVE : ROUNDED_MOVE) / gradientNorm;
    double unit = distance / Math.sqrt(squares);
    double above = lossAt(weights, directions, unit);
    double below = lossAt(weights, directions, -unit);
    return (above - below) / (2 * distance);
  }

  private double lossAt(List<float[]> weights, List<float[]> directions, double factor) {
    List<NamedTensor> parameters = program.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      float[] moved = weights.get(i).clone();
      for (int j = 0; j < moved.length; j++) {
        moved[j] += (float) (factor * directions.get(i)[j]);
      }
      parameters.get(i).write(moved);
    }
    return program.evaluate(batch);
  }
}
