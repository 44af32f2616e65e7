title a plan for the week
form notice
cast a: teacher
cast b: child
cast c: child
cast d: child
word l1: swimming, clay modelling, a nature walk, weaving, singing, a spelling contest, book day, kite flying, cooking, a visit to the museum, gardening, mending day
word l2: swimming, clay modelling, a nature walk, weaving, singing, a spelling contest, book day, kite flying, cooking, a visit to the museum, gardening, mending day
word l3: swimming, clay modelling, a nature walk, weaving, singing, a spelling contest, book day, kite flying, cooking, a visit to the museum, gardening, mending day
word l4: swimming, clay modelling, a nature walk, weaving, singing, a spelling contest, book day, kite flying, cooking, a visit to the museum, gardening, mending day
word l5: swimming, clay modelling, a nature walk, weaving, singing, a spelling contest, book day, kite flying, cooking, a visit to the museum, gardening, mending day
word bring: an apron, an old shirt, a towel, a notebook, a pair of scissors, a jar with a lid
word day: Monday, Tuesday, Wednesday, Thursday, Friday
word day2: Monday, Tuesday, Wednesday, Thursday, Friday
word job1: water the plants, clean the blackboard, ring the bell, feed the goldfish, fill the inkwells, open the windows
word job2: water the plants, clean the blackboard, ring the bell, feed the goldfish, fill the inkwells, open the windows
word job3: water the plants, clean the blackboard, ring the bell, feed the goldfish, fill the inkwells, open the windows
word lunch: vegetable soup, baked potatoes, pea stew, macaroni, rissoles, apple dumplings
word end: noon, one o'clock, half past twelve, two o'clock

beat line
Plan for this week, by {a.intro}
What we are going to do this week
OUR WEEK AT SCHOOL
beat line
Monday: {l1}
beat line
Tuesday: {l2}
beat line
Wednesday: {l3}
beat line
Thursday: {l4}
beat line
Friday: {l5}
beat line
Please bring {bring} on {day}.
Do not forget: {bring} for {day}!
On {day} everyone needs {bring}.
beat line
Who does what this week:
Three children have a job this week:
These children will help this week:
beat mix line
- {b.name} must {job1}.
- {b.name} has to {job1}.
beat mix line
- {c.name} must {job2}.
- It is {c.name}'s turn to {job2}.
beat mix line
- {d.name} must {job3}.
- {d.name} is going to {job3}.
beat line
On {day2} there will be {lunch} for everyone.
The cook will make {lunch} on {day2}.
Lunch on {day2}: {lunch}
beat maybe line
School ends at {end} on Friday.
On Friday everybody may go home at {end}.
beat maybe line
Whoever is ill should stay in bed and get well soon.
{a.name} wishes you all a happy week.

ask what l1
? What is there on Monday
? What is the plan for Monday
! On Monday there is {l1}
! It is {l1}
ask what l2
? What is there on Tuesday
? What is the plan for Tuesday
! On Tuesday there is {l2}
! It is {l2}
ask what l3
? What is there on Wednesday
? What will the children do on Wednesday
! On Wednesday there is {l3}
! It is {l3}
ask what l4
? What is there on Thursday
? What is the plan for Thursday
! On Thursday there is {l4}
ask what l5
? What is there on Friday
? What is the last thing in the plan for the week
! On Friday there is {l5}
! It is {l5}
ask what bring
? What must the children bring on {day}
? What do the children need on {day}
! They must bring {bring}
! The children need {bring}
ask who b
? Who must {job1}
? Who has to {job1} this week
! {b.name} must {job1}
! It is {b.name}
ask what job3
? What is {d.name}'s job
? What is {d.name} going to do this week
! {d.name} must {job3}
! {d.name} is going to {job3}
