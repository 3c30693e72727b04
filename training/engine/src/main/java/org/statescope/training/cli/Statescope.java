package org.statescope.training.cli;

/// The command line's entry point.
public final class Statescope {
  private Statescope() {}

  public static void main(String[] arguments) {
    System.out.println("statescope");
  }
}
