package org.statescope.training.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.statescope.training.inference.TextLoss;
import tools.jackson.databind.json.JsonMapper;

/// How an evaluation tells its progress and its result: to people or to programs.
sealed interface EvaluationOutput {
  /// @param json whether a program reads it
  static EvaluationOutput of(boolean json, PrintWriter out) {
    return json ? new Lines(out) : new Table(out);
  }

  /// What is evaluated, in a sentence.
  void about(String sentence);

  void progress(long done, long tokens);

  void result(TextLoss loss);

  /// A table; before it, where it takes long, a line that is told again and again.
  final class Table implements EvaluationOutput {
    private static final long NANOS_OF_PATIENCE = 5_000_000_000L;

    private final PrintWriter out;
    private final StatusLine line;
    private final long start = System.nanoTime();

    private Table(PrintWriter out) {
      this.out = out;
      line = new StatusLine(out);
    }

    @Override
    public void about(String sentence) {
      out.println(sentence);
    }

    @Override
    public void progress(long done, long tokens) {
      if (System.nanoTime() - start > NANOS_OF_PATIENCE && line.isDue() && done < tokens) {
        line.show("token %d/%d".formatted(done, tokens));
      }
    }

    @Override
    public void result(TextLoss loss) {
      line.end();
      TextTable table = new TextTable("measure", "value");
      table.row("tokens predicted", Long.toString(loss.tokens()));
      table.row("nats per token", number(loss.natsPerToken()));
      table.row("perplexity", number(loss.perplexity()));
      table.row("nats per byte", number(loss.natsPerByte()));
      table.row("bits per byte", number(loss.bitsPerByte()));
      table.print(out);
    }

    private static String number(double value) {
      return String.format(Locale.ROOT, "%.5f", value);
    }
  }

  /// One JSON object a line, at most ten a second:
  ///
  /// ```json
  /// {"about":"Validated as the run does, on 8 batches of …"}
  /// {"done":1024,"tokens":8191}
  /// {"tokens":8191,"nats_per_token":1.6,"perplexity":4.9,"nats_per_byte":1.6,"bits_per_byte":2.3}
  /// ```
  ///
  /// The first line is there where a sentence says what is evaluated; the last line is the one with
  /// a perplexity; a measure that is no finite number is a text.
  final class Lines implements EvaluationOutput {
    private static final long NANOS_BETWEEN = 100_000_000L;

    private final PrintWriter out;
    private long told = System.nanoTime() - NANOS_BETWEEN;

    private Lines(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void about(String sentence) {
      tell(Map.of("about", sentence));
    }

    @Override
    public void progress(long done, long tokens) {
      long now = System.nanoTime();
      if (now - told >= NANOS_BETWEEN || done == tokens) {
        told = now;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("done", done);
        fields.put("tokens", tokens);
        tell(fields);
      }
    }

    @Override
    public void result(TextLoss loss) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("tokens", loss.tokens());
      fields.put("nats_per_token", loss.natsPerToken());
      fields.put("perplexity", loss.perplexity());
      fields.put("nats_per_byte", loss.natsPerByte());
      fields.put("bits_per_byte", loss.bitsPerByte());
      tell(fields);
    }

    private void tell(Map<String, Object> fields) {
      out.println(JsonMapper.shared().writeValueAsString(fields));
      out.flush();
    }
  }
}
