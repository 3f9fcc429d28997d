"""Our queue behind Django's interface for tasks, which Django itself has from version 6 on."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import normalize_json

from pejl.jobs.declaring import JobTask


class QueueBackend(BaseTaskBackend):
    """Queues a job by writing a row, in whatever transaction is open: when that is undone, so is the job."""

    task_class = JobTask
    supports_defer = True
    supports_priority = True

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        from pejl.jobs.models import Job  # jobs are declared while models are still being loaded

        self.validate_task(task)
        if not isinstance(task, JobTask):
            raise TypeError(
                f"{task.module_path} is no job: declare it with pejl.jobs.declaring.job"
            )
        row = Job.objects.create(
            task_path=task.module_path,
            arguments=normalize_json({"args": args, "kwargs": kwargs}),
            priority=task.priority,
            repeatable=task.repeatable,
            tries=task.tries,
            run_after=task.run_after or timezone.now(),
        )
        return TaskResult(
            task=task,
            id=str(row.pk),
            status=TaskResultStatus.READY,
            enqueued_at=row.created_at,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
