package org.statescope.benchmarks.device;

import java.util.List;
import java.util.function.BiFunction;
import org.statescope.training.gpu.GpuBackend;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.LossOperation;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.Shape;
import org.statescope.training.tensor.Tape;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// The operations of a layer around its recurrence, and the recurrence of Mamba-2.
final class KernelParts {
  static final int HEAD_WIDTH = 64;
  static final int HEAD_ORDER = 128;
  static final int CHUNK = 64;
  private static final double EPSILON = 1e-5;
  private static final double MARGIN = 1e-3;
  private static final int TAPS = 4;
  private static final int VOCABULARY = 4096;

  private KernelParts() {}

  /// Those whose time is memory's.
  static List<KernelPart> streaming(GpuBackend backend, LayerSize size) {
    double signal = 4.0 * size.tokens() * size.channels();
    double logits = 4.0 * size.tokens() * VOCABULARY;
    return List.of(
        new KernelPart("norm", () -> norm(backend, size), 2 * signal, 3 * signal),
        new KernelPart("gated norm", () -> gatedNorm(backend, size), 3 * signal, 5 * signal),
        new KernelPart(
            "convolution, SiLU", () -> convolution(backend, size), 2 * signal, 3 * signal),
        new KernelPart("embedding", () -> embedding(backend, size), 2 * signal, signal),
        new KernelPart("cross-entropy", () -> loss(backend, size), logits, 2 * logits),
        new KernelPart("sum of two", () -> add(backend, size), 3 * signal, 3 * signal),
        new KernelPart(
            "positive",
            () -> valueByValue(backend, size, backend::positive),
            2 * signal,
            3 * signal),
        new KernelPart(
            "negative softplus",
            () -> valueByValue(backend, size, (x, y) -> backend.negativeSoftplus(x, MARGIN, y)),
            2 * signal,
            3 * signal),
        new KernelPart(
            "negative exponential",
            () -> valueByValue(backend, size, backend::negativeExponential),
            2 * signal,
            3 * signal),
        new KernelPart(
            "Hurwitz polynomials", () -> hurwitz(backend, size), 2 * signal, 3 * signal));
  }

  private static Operation add(GpuBackend backend, LayerSize size) {
    Tape tape = new Tape(backend);
    Tensor left = tape.parameter("left", signal(size));
    Tensor right = tape.parameter("right", signal(size));
    Tensor y = tape.activation("y", signal(size));
    return LayerParts.filled(tape, backend.add(left, right, y), y, left, right);
  }

  private static Operation valueByValue(
      GpuBackend backend, LayerSize size, BiFunction<Tensor, Tensor, Operation> kind) {
    Tape tape = new Tape(backend);
    Tensor x = tape.parameter("x", signal(size));
    Tensor y = tape.activation("y", signal(size));
    return LayerParts.filled(tape, kind.apply(x, y), y, x);
  }

  /// As many polynomials as take the memory of a signal.
  private static Operation hurwitz(GpuBackend backend, LayerSize size) {
    Tape tape = new Tape(backend);
    int polynomials = Math.toIntExact(size.tokens() * size.channels() / size.order());
    Shape shape = Shape.of(1, polynomials, size.order());
    Tensor factors = tape.parameter("factors", shape);
    Tensor coefficients = tape.activation("coefficients", shape);
    return LayerParts.filled(
        tape, backend.hurwitzCoefficients(factors, coefficients), coefficients, factors);
  }

  private static Operation norm(GpuBackend backend, LayerSize size) {
    Tape tape = new Tape(backend);
    Tensor x = tape.parameter("x", signal(size));
    Tensor weight = tape.parameter("weight", Shape.of(size.channels()));
    Tensor y = tape.activation("y", signal(size));
    return LayerParts.filled(tape, backend.rmsNorm(x, weight, EPSILON, y), y, x, weight);
  }

  private static Operation gatedNorm(GpuBackend backend, LayerSize size) {
    Tape tape = new Tape(backend);
    Tensor x = tape.parameter("x", signal(size));
    Tensor z = tape.parameter("z", signal(size));
    Tensor weight = tape.parameter("weight", Shape.of(size.channels()));
    Tensor y = tape.activation("y", signal(size));
    Operation operation = backend.gatedRmsNorm(x, z, weight, 1, EPSILON, y);
    return LayerParts.filled(tape, operation, y, x, z, weight);
  }

  private static Operation convolution(GpuBackend backend, LayerSize size) {
    Tape tape = new Tape(backend);
    Tensor x = tape.parameter("x", signal(size));
    Tensor weight = tape.parameter("weight", Shape.of(size.channels(), 1, TAPS));
    Tensor bias = tape.parameter("bias", Shape.of(size.channels()));
    Tensor y = tape.activation("y", signal(size));
    Operation operation = backend.causalConvolutionSilu(size.batch(), x, weight, bias, y);
    return LayerParts.filled(tape, operation, y, x, weight, bias);
  }

  /// The host sorts the tokens in the time of the forward pass.
  private static Operation embedding(GpuBackend backend, LayerSize size) {
    Tape tape = new Tape(backend);
    Tensor table = tape.parameter("table", Shape.of(VOCABULARY, size.channels()));
    Tensor y = tape.activation("y", signal(size));
    Tokens tokens = new Tokens(size.batch(), size.length());
    for (int i = 0; i < tokens.count(); i++) {
      tokens.inputs()[i] = i % VOCABULARY;
    }
    return LayerParts.filled(tape, backend.embedding(tokens, table, y), y, table);
  }

  private static Operation loss(GpuBackend backend, LayerSize size) {
    Tape tape = new Tape(backend);
    Shape shape = Shape.of(size.batch(), size.length(), VOCABULARY);
    Tensor left = tape.parameter("left", shape);
    Tensor right = tape.parameter("right", shape);
    Tensor logits = tape.activation("logits", shape);
    tape.record(backend.add(left, right, logits), logits, left, right);
    LossOperation loss = backend.crossEntropy(new Tokens(size.batch(), size.length()), logits);
    tape.recordLoss(loss, logits);
    tape.seal();
    return loss;
  }

  /// The recurrence of Mamba-2 over as many channels.
  static Operation heads(GpuBackend backend, LayerSize size) {
    Tape tape = new Tape(backend);
    int heads = size.channels() / HEAD_WIDTH;
    Shape vector = Shape.of(size.batch(), size.length(), HEAD_ORDER);
    Tensor u = tape.parameter("u", signal(size));
    Tensor step = tape.parameter("step", Shape.of(size.batch(), size.length(), heads));
    Tensor bias = tape.parameter("bias", Shape.of(heads));
    Tensor b = tape.parameter("B", vector);
    Tensor c = tape.parameter("C", vector);
    Tensor d = tape.parameter("D", Shape.of(heads));
    Tensor rates = tape.parameter("rates", Shape.of(heads));
    Tensor y = tape.activation("y", signal(size));
    HeadSignals signals =
        new HeadSignals(size.batch(), 1, CHUNK, u, step, bias, true, b, c, d, null);
    Operation operation = backend.headScan(signals, Discretisation.EULER, rates, y);
    return LayerParts.filled(tape, operation, y, u, step, bias, b, c, d, rates);
  }

  /// Operations of the forward products of Mamba-2's recurrence for one token: pairs of tokens,
  /// their use, what chunks add, what they read.
  static double headOperations(int chunk, int order, int channels) {
    return 2.0 * chunk * order + 2.0 * chunk * channels + 4.0 * channels * order;
  }

  private static Shape signal(LayerSize size) {
    return Shape.of(size.batch(), size.length(), size.channels());
  }
}
