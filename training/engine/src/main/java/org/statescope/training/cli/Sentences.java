package org.statescope.training.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.stream.Collectors;
import org.statescope.training.tensor.DeviceException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The edge where failures become one sentence on the error stream and an exit code; no stack
/// reaches the screen.
final class Sentences {
  private Sentences() {}

  static int usage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String sentence = oneLine(failure);
    if (failure instanceof UnmatchedArgumentException unmatched) {
      sentence = unmatchedSentence(unmatched, command);
    }
    command.getErr().println(sentence);
    return ExitCode.USAGE;
  }

  private static String unmatchedSentence(UnmatchedArgumentException failure, CommandLine command) {
    String unknown = String.join(" ", failure.getUnmatched());
    String name = command.getCommandSpec().qualifiedName();
    if (failure.isUnknownOption()) {
      return "There is no option '%s' of %s: choose from %s."
          .formatted(unknown, name, options(command));
    }
    return command.getSubcommands().isEmpty()
        ? "%s takes no argument '%s': see %s --help.".formatted(name, unknown, name)
        : "There is no command '%s': choose one of %s.".formatted(unknown, subcommands(command));
  }

  private static String options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .collect(Collectors.joining(", "));
  }

  static String subcommands(CommandLine command) {
    return String.join(", ", command.getSubcommands().keySet());
  }

  static int execution(Exception failure, CommandLine command, ParseResult parsed) {
    command.getErr().println(of(failure));
    return switch (failure) {
      case IOException _ -> ExitCode.BAD_INPUT;
      case IllegalArgumentException _ -> ExitCode.USAGE;
      default -> ExitCode.RUN_FAILED;
    };
  }

  /// What to tell a user of a failure.
  static String of(Exception failure) {
    return switch (failure) {
      case FileSystemException file -> fileSentence(file);
      case IOException _ -> oneLine(failure);
      case IllegalArgumentException _ -> oneLine(failure);
      case DeviceException _ -> oneLine(failure);
      default ->
          "Statescope failed unexpectedly (%s: %s); please report it."
              .formatted(failure.getClass().getSimpleName(), oneLine(failure));
    };
  }

  private static String fileSentence(FileSystemException failure) {
    String reason = failure.getReason();
    return "The file %s cannot be used (%s): check that it exists and its permissions."
        .formatted(failure.getFile(), reason == null ? failure.getClass().getSimpleName() : reason);
  }

  private static String oneLine(Exception failure) {
    return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
  }
}
