"""Documents -> MandateGraph: who must do what under which document, and what each document rests on."""
