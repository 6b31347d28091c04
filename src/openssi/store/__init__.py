"""What is kept between two runs, and how a file is written so that it is there whole or not at all."""
