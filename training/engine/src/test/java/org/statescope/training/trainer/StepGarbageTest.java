package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.cli.TrainerProcess;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.SsmStructure;

/// A step of compiled kernels puts nothing on the heap. Measured, like a run, in a process that
/// trains one model: what the compiler inlines depends on everything that ran before. The worst
/// that can have run before is that it inlines no method of the kernels: then every vector that
/// crosses a call of theirs is an object.
class StepGarbageTest {
  /// One vector on the heap for each token of each layer would be more.
  private static final long HEAP_BYTES_PER_STEP = 16 << 10;

  private static final double RATE = 3e-3;
  private static final int ROUNDS = 150;
  private static final int STEPS_OF_A_ROUND = 20;

  @ParameterizedTest
  @EnumSource(SsmStructure.class)
  void aStepOfCompiledKernelsMakesNoGarbage(SsmStructure structure)
      throws IOException, InterruptedException {
    Discretisation rule = structure.discretisations().getFirst();
    assertNoGarbage(TrainerProcess.command(Measurement.class, structure, rule));
  }

  @ParameterizedTest
  @MethodSource("org.statescope.training.trainer.CpuTrainingProgramTest#structuresByRule")
  void noVectorCrossesACallOfTheKernels(SsmStructure structure, Discretisation rule)
      throws IOException, InterruptedException {
    List<String> command = TrainerProcess.command(Measurement.class, structure, rule);
    command.add(1, "-XX:CompileCommand=quiet");
    command.add(2, "-XX:CompileCommand=dontinline,org.statescope.training.cpu.*::*");
    assertNoGarbage(command);
  }

  private static void assertNoGarbage(List<String> command)
      throws IOException, InterruptedException {
    TrainerProcess.Ended measured = TrainerProcess.run(command);
    assertEquals(0, measured.exitCode(), measured.text());
    long bytes = Long.parseLong(measured.lines().getLast().strip());
    assertTrue(bytes <= HEAP_BYTES_PER_STEP, "a step makes " + bytes + " bytes of garbage");
  }

  /// Prints the bytes of the least round.
  static final class Measurement {
    private Measurement() {}

    public static void main(String[] arguments) {
      SsmStructure structure = SsmStructure.valueOf(arguments[0]);
      RunConfiguration run =
          CpuTrainingProgramTest.small(structure, Discretisation.valueOf(arguments[1]));
      try (CpuTrainingProgram program = CpuTrainingProgram.create(run, 1)) {
        TokenBatch batch = CpuTrainingProgramTest.batch(run, 0);
        program.trainStep(batch, RATE);
        long offHeap = program.allocatedBytes();
        // Kernels that are not compiled yet make an object per vector, which fades with the rounds.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > HEAP_BYTES_PER_STEP; round++) {
          least = Math.min(least, garbage(program, batch));
        }
        if (program.allocatedBytes() != offHeap) {
          throw new IllegalStateException("The program took more memory after its first step.");
        }
        System.out.println(least);
      }
    }

    private static long garbage(CpuTrainingProgram program, TokenBatch batch) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < STEPS_OF_A_ROUND; i++) {
        program.trainStep(batch, RATE);
      }
      return (threads.getCurrentThreadAllocatedBytes() - before) / STEPS_OF_A_ROUND;
    }
  }
}
