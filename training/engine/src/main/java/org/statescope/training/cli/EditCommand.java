package org.statescope.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.training.edit.CheckpointEdit;
import org.statescope.training.edit.EditProgress;
import org.statescope.training.run.CheckpointChoice;
import org.statescope.training.run.design.DesignStage;
import org.statescope.training.run.design.PoleEditsFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `statescope edit`: a checkpoint with other poles.
@Command(
    name = "edit",
    description =
        "Moves, clamps, prunes or truncates poles of a model and writes it as a new checkpoint with"
            + " the history of its edits. Layers, systems and states count from 0; edits are made"
            + " in the order in which they are given, those of --edits first.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class,
    sortOptions = false)
final class EditCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ModelCopy copy = new ModelCopy();

  @Option(names = "--edits", paramLabel = "FILE", description = "A list of edits, as JSON.")
  private @Nullable Path file;

  @ArgGroup(multiplicity = "0..*")
  private List<EditOption> given = new ArrayList<>();

  /// One edit on the command line.
  static final class EditOption {
    @Option(
        names = "--move",
        paramLabel = "LAYER,SYSTEM,STATE,RE,IM[,PARTNER]",
        description =
            "Moves a pole; its conjugate follows. A real pole leaves the real axis with a real"
                + " partner only.")
    private @Nullable String move;

    @Option(
        names = "--clamp",
        paramLabel = "LAYER,SYSTEM|all,LEAST[,GREATEST]",
        description = "Keeps the decay rates −Re of poles at least (and at most) so large.")
    private @Nullable String clamp;

    @Option(
        names = "--prune",
        paramLabel = "LAYER,SYSTEM|all,STATE",
        description = "Removes a state, with its conjugate.")
    private @Nullable String prune;

    @Option(
        names = "--truncate",
        paramLabel = "LAYER,ORDER",
        description = "Keeps the states that contribute most and removes the others.")
    private @Nullable String truncate;

    PoleEdit edit() {
      if (move != null) {
        return EditWords.of("--move", move).move();
      }
      if (clamp != null) {
        return EditWords.of("--clamp", clamp).clamp();
      }
      return prune != null
          ? EditWords.of("--prune", prune).prune()
          : EditWords.of("--truncate", String.valueOf(truncate)).truncate();
    }
  }

  @Override
  public Integer call() throws IOException {
    if (file == null && given.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to edit: name --edits, --move, --clamp, --prune or --truncate.");
    }
    PoleEdits edits = file == null ? PoleEdits.NONE : PoleEditsFile.read(file);
    for (EditOption option : given) {
      edits = edits.with(option.edit());
    }
    Path checkpoint = copy.source().path(CheckpointChoice.LAST);
    PrintWriter out = Statescope.out(spec);
    StatusLine line = new StatusLine(out);
    Map<String, String> widened = new LinkedHashMap<>();
    DesignStage stage =
        CheckpointEdit.write(checkpoint, edits, copy.target(), new Progress(line, widened));
    line.end();
    EditText.print(stage, out);
    EditText.printWidened(widened, out);
    out.printf("Wrote %s from %s.%n", copy.target(), checkpoint);
    return ExitCode.OK;
  }

  private record Progress(StatusLine line, Map<String, String> widened) implements EditProgress {
    @Override
    public void predicted(int done, int of) {
      if (done < of && line.isDue()) {
        line.show("edit %d/%d".formatted(done, of));
      }
    }

    @Override
    public void widened(String tensor, String type) {
      widened.put(tensor, type);
    }
  }
}
