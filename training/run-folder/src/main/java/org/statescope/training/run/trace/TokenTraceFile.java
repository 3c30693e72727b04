package org.statescope.training.run.trace;

import java.io.IOException;
import java.nio.file.Path;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.SsmStructure;

/// A trace on the disk, mapped: the text is read at once, a layer when it is asked for.
///
/// The safetensors file holds `tokens` and `characters` (I64), `nats` (F64), and for each layer
/// `layers.<i>.` with `state_matrices` (F64), `steps`, `energies`, `input` and `output` (F32), in
/// the shapes of [LayerTrace]. Its metadata name the `model`, its `structure`, the
/// `discretisation`, the number of `layers` and the `text`; `statescope_token_trace` is the
/// layout's version.
public final class TokenTraceFile implements AutoCloseable {
  static final String KIND = "statescope_token_trace";
  static final String VERSION = "1";
  static final String MODEL = "model";
  static final String STRUCTURE = "structure";
  static final String DISCRETISATION = "discretisation";
  static final String TEXT = "text";
  static final String LAYERS = "layers";
  static final String TOKENS = "tokens";
  static final String CHARACTERS = "characters";
  static final String NATS = "nats";
  static final String STATE_MATRICES = "state_matrices";
  static final String STEPS = "steps";
  static final String ENERGIES = "energies";
  static final String INPUT = "input";
  static final String OUTPUT = "output";

  private final SafetensorsFile file;
  private final String model;
  private final SsmStructure structure;
  private final Discretisation discretisation;
  private final TracedText text;
  private final int layers;

  private TokenTraceFile(SafetensorsFile file) {
    this.file = file;
    if (!VERSION.equals(fact(KIND))) {
      throw new IllegalArgumentException("its layout is version " + fact(KIND) + ".");
    }
    model = fact(MODEL);
    structure = SsmStructure.ofLabel(fact(STRUCTURE));
    discretisation = Discretisation.ofLabel(fact(DISCRETISATION));
    layers = Integer.parseInt(fact(LAYERS));
    text =
        new TracedText(
            fact(TEXT), file.readLongs(TOKENS), file.readLongs(CHARACTERS), file.readDoubles(NATS));
  }

  /// Opens a trace.
  ///
  /// @throws IOException in one sentence if there is none or it is damaged
  public static TokenTraceFile open(Path path) throws IOException {
    SafetensorsFile file = SafetensorsFile.open(path);
    try {
      return new TokenTraceFile(file);
    } catch (IllegalArgumentException e) {
      file.close();
      throw damaged(path, e);
    }
  }

  /// The name of the model that read the text.
  public String model() {
    return model;
  }

  public SsmStructure structure() {
    return structure;
  }

  public Discretisation discretisation() {
    return discretisation;
  }

  public TracedText text() {
    return text;
  }

  public int layers() {
    return layers;
  }

  /// Reads a layer, from 0.
  ///
  /// @throws IOException in one sentence if its tensors do not fit together
  public LayerTrace layer(int layer) throws IOException {
    String prefix = prefix(layer);
    try {
      long[] matrices = shape(prefix + STATE_MATRICES);
      long[] energies = shape(prefix + ENERGIES);
      if (matrices.length < 2 || energies.length != 2 || energies[0] != text.length()) {
        throw new IllegalArgumentException(
            "layer %d does not have the shapes of a trace.".formatted(layer));
      }
      return new LayerTrace(
          Math.toIntExact(matrices[1]),
          Math.toIntExact(energies[1]),
          file.readDoubles(prefix + STATE_MATRICES),
          Math.toIntExact(matrices[0]),
          file.readFloats(prefix + STEPS),
          file.readFloats(prefix + ENERGIES),
          vectors(prefix + INPUT),
          vectors(prefix + OUTPUT));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw damaged(file.path(), e);
    }
  }

  private VectorTrace vectors(String name) {
    long[] shape = shape(name);
    if (shape.length != 3 || shape[0] != 1 && shape[0] != text.length()) {
      throw new IllegalArgumentException(name + " does not have the shape of a trace.");
    }
    return new VectorTrace(
        file.readFloats(name),
        Math.toIntExact(shape[0]),
        Math.toIntExact(shape[1]),
        Math.toIntExact(shape[2]));
  }

  private long[] shape(String name) {
    return file.entry(name).shape();
  }

  private String fact(String key) {
    String value = file.metadata().get(key);
    if (value == null) {
      throw new IllegalArgumentException("its metadata has no '" + key + "'.");
    }
    return value;
  }

  static String prefix(int layer) {
    return "layers." + layer + ".";
  }

  private static IOException damaged(Path path, RuntimeException problem) {
    return new IOException(
        "The file %s is not a token trace that this version can read: %s"
            .formatted(path, problem.getMessage()),
        problem);
  }

  @Override
  public void close() {
    file.close();
  }
}
