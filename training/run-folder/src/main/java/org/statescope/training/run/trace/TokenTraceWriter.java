package org.statescope.training.run.trace;

import java.io.IOException;
import java.nio.file.Path;
import org.statescope.analysis.checkpoint.SafetensorsWriter;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.SsmStructure;

/// Collects the layers of a trace and writes them as one file; see [TokenTraceFile] for its layout.
public final class TokenTraceWriter {
  private final SafetensorsWriter writer = new SafetensorsWriter();
  private int layers;

  public TokenTraceWriter(
      String model, SsmStructure structure, Discretisation discretisation, TracedText text) {
    long[] tokens = {text.length()};
    writer
        .metadata(TokenTraceFile.KIND, TokenTraceFile.VERSION)
        .metadata(TokenTraceFile.MODEL, model)
        .metadata(TokenTraceFile.STRUCTURE, structure.label())
        .metadata(TokenTraceFile.DISCRETISATION, discretisation.label())
        .metadata(TokenTraceFile.TEXT, text.text())
        .add(TokenTraceFile.TOKENS, tokens, text.tokens())
        .add(TokenTraceFile.CHARACTERS, tokens, text.characters())
        .add(TokenTraceFile.NATS, new long[] {text.nats().length}, text.nats());
  }

  /// Adds the next layer.
  public TokenTraceWriter add(LayerTrace layer) {
    String prefix = TokenTraceFile.prefix(layers++);
    int tokens = layer.tokens();
    long[] matrices =
        layer.isDiagonal()
            ? new long[] {layer.systems(), layer.order()}
            : new long[] {layer.systems(), layer.order(), layer.order()};
    writer
        .add(prefix + TokenTraceFile.STATE_MATRICES, matrices, layer.stateMatrices())
        .add(
            prefix + TokenTraceFile.STEPS,
            new long[] {tokens, layer.steps().length / tokens},
            layer.steps())
        .add(
            prefix + TokenTraceFile.ENERGIES,
            new long[] {tokens, layer.channels()},
            layer.energies());
    add(prefix + TokenTraceFile.INPUT, layer.input());
    add(prefix + TokenTraceFile.OUTPUT, layer.output());
    return this;
  }

  private void add(String name, VectorTrace vectors) {
    writer.add(
        name, new long[] {vectors.tokens(), vectors.rows(), vectors.order()}, vectors.values());
  }

  /// Writes the file; it appears under its name when it is whole.
  public void writeTo(Path file) throws IOException {
    writer.metadata(TokenTraceFile.LAYERS, Integer.toString(layers)).writeTo(file);
  }
}
