title a letter from a holiday camp
form letter
cast a: child
cast b: child
cast c: child
cast d: child
cast e: child
cast f: cook
word where: in the mountains, by a lake, near the sea, on the edge of a forest, on an island
word job1: peel the potatoes, fetch the water, chop the wood, lay the tables, wash the dishes, ring the bell, sweep the hut, feed the donkey, light the fire, hang up the washing
word job2: peel the potatoes, fetch the water, chop the wood, lay the tables, wash the dishes, ring the bell, sweep the hut, feed the donkey, light the fire, hang up the washing
word job3: peel the potatoes, fetch the water, chop the wood, lay the tables, wash the dishes, ring the bell, sweep the hut, feed the donkey, light the fire, hang up the washing
word job4: peel the potatoes, fetch the water, chop the wood, lay the tables, wash the dishes, ring the bell, sweep the hut, feed the donkey, light the fire, hang up the washing
word learn: tie a sailor's knot, find the north by the stars, row a boat, bake bread on a stick, whittle a spoon, tell the birds by their songs
word beast: an eagle, a deer with two fawns, a wild boar, a beaver, a snake in the sun, a family of marmots
word wash: in a tin tub, in an ice-cold brook, under a pump
word stew: lentil stew, noodle soup, pea soup, rice pudding, semolina, barley broth
number n: 12..28
number m: 3..9

beat line
Dear {b.name},
beat paragraph
Greetings from our camp {where}!
I am sending you my very best wishes from the camp {where}
We have been at our camp {where} for {m} days now, and there has not been a minute to write until today
You wanted to know what our camp {where} is like, and now I have a minute to tell you
beat start
There are {n} of us, and we sleep in (wooden huts|big tents|a hay loft) and wash {wash}
We are {n} children, and every morning we wash {wash}
Imagine {n} children who sleep on straw and wash {wash}
beat start
Today it is {stew} again, because {f.name} the cook believes that it makes us strong
{f.name}, the cook, makes very good {stew}, but we have it every day
For supper we had {stew}, as always, for {f.name} the cook says that nothing else fills so many of us
beat paragraph
In our hut everyone has a job
So that all the work gets done, each of us has a job
Nobody may be lazy here, and so we share the work
beat mix start
{c.name} has to {job1}
It is {c.name}'s job to {job1}
{c.name} has promised to {job1}
{c.name} is the one who must {job1}
beat mix start
{d.name} must {job2}
It is {d.name} who has to {job2}
{d.name} has to {job2}
The one who has to {job2} is {d.name}
beat mix start
{e.name} is the one who has to {job3}
Somebody must {job3}, and that is {e.name}
{e.name} has to {job3}
You should see how well {e.name} can {job3}
beat mix start
I have to {job4}
My own job is to {job4}
I was chosen to {job4}
I am the one who has to {job4}, and I like it
beat maybe start
On the first day nobody wanted to work, but now we even sing while we do it
When one of us is ill, the others do the job as well
beat paragraph
You will never guess what I can do now. I have learned to {learn}
Best of all, I have learned to {learn}. I will teach you when I come home
There is something that I have learned here. I can {learn}
beat start
on a walk we saw {beast}, not twenty steps away
yesterday I saw {beast}, and I did not dare to breathe
this morning, before breakfast, I saw {beast}
beat maybe start
At night we sit round the fire, and somebody always tells a ghost story
My hair is full of hay, and my knees are green
beat start
I was homesick for two days, and then I was too busy for it
At first I counted the days, but now I wish that there were more of them
Do not tell anyone, but on the first night I cried a little. That is over now
beat start
Please say hello to everyone for me
Write soon, for at noon we all stand round the postman and wait for our names
Please water my sunflower and write to me how tall it is
beat line
(Your friend|See you soon|With a sunburnt nose),
beat line
{a.name}

ask what job1
? What does {c.name} have to do
? What is {c.my} job
! {c.name} has to {job1}
! {c.my} job is to {job1}
ask who d
? Who has to {job2}
? Whose job is it to {job2}
! {d.name} has to {job2}
! It is {d.my} job
ask who e
? Who has to {job3}
! {e.name} has to {job3}
! It is {e.name}
ask what job4
? What does {a.name} have to do
? What is {a.my} job
! {a.name} has to {job4}
! {a.my} job is to {job4}
ask what learn
? What has {a.name} learned in the camp
? What can {a.name} do now
! {a.name} has learned to {learn}
! Now {a.name} can {learn}
ask what beast
? What did {a.name} see
! {a.name} saw {beast}
! It was {beast} that {a.name} saw
ask where where
? Where is the camp
? Where is {a.name}
! The camp is {where}
! {a.name} is in a camp {where}
