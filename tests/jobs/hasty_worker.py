"""A worker as a program that believes after a second that another one has died."""

from datetime import timedelta

from pejl.starting import start_django

if __name__ == "__main__":
    start_django()
    from pejl.jobs.worker import Worker

    Worker(lease=timedelta(seconds=1), pause=0.02).run()
