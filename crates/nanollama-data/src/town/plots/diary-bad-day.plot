title a diary day when everything went wrong
form diary
cast a: child
cast b: child
cast c: old
word day: Monday, Tuesday, Wednesday, Thursday, Friday
word left: lunch box, cap, homework book, pencil case, scarf, gym bag
word food: porridge, cocoa, jam, honey, milk, plum sauce
word on: on my clean shirt, on my socks, all over the tablecloth, on my sleeve, on my shoes
word step: a puddle, a heap of wet leaves, a muddy ditch, a bucket of whitewash, a flower bed
word good: a warm apple cake, an old kaleidoscope, a basket with five kittens, a pan of fresh waffles, a music box that still played, a parrot that could whistle

beat line
From the diary of {a.name}
The diary of {a.name}, {day}
{day}, from the diary of {a.name}
beat start
Today was a day that I would like to send back
I have never had such a day
If this day were an apple, I would say that there had been a worm in it
Some days get out of bed on the wrong side, and so did this one
beat start
It began when the alarm clock stopped in the night, and so I overslept
First of all, the alarm clock had stopped in the night, and so I overslept
I overslept, because the alarm clock had stopped in the middle of the night
It was the fault of the alarm clock, which had stopped in the night. I overslept
beat start
I ate much too fast and spilled {food} {on}
At breakfast I was in such a hurry that I spilled {food} {on}
There was hardly any time for breakfast, and of course I spilled {food} {on}
Because I was late, I gulped my breakfast and spilled {food} {on}
beat and
I ran out of the house without my {left}
I left my {left} behind
I forgot my {left}, which was hanging on the door
only at the corner did I notice that my {left} was still at home
beat start
On the way I turned round to see how late it was, and stepped right into {step}
I ran with my eyes on the church clock instead of the road, and so I ended up in {step}
I looked up at the church clock, and the next moment I was standing in {step}
beat start
{b.name} came running round the corner, just as late as I was
{b.name}, who had overslept as well, came panting up the road behind me
At that moment {b.name} came running up, with one shoe untied, for {b} was late, too
beat say b
Have you been swimming? Wait, I will help you
{a.name}! What happened to you? Here, take my hand
Oh dear! Hold on to me, and I will pull you out
I see that I am not the only one who is having a bad morning. Take my arm
beat and
{b} helped me to wipe my shoes and (shared an apple with me|lent me a dry pair of socks)
{b} gave me a hand and a clean handkerchief, and we ran on together
{b} cleaned my shoes with a handful of grass, and together we were only half as late
beat maybe start
At school the chalk broke, my pencil broke and the string of my bag broke
Of course I was asked the only question to which I had no answer
At noon I bit into the one sour cherry in the whole bowl
beat but
on the way home something good happened
when I had given up all hope, the day turned round
at four o'clock the bad luck had used itself up
beat start
Old {c.name} called me over to the garden gate
{c.name} was standing at a garden gate and waved to me
In front of {c.name}'s house I heard somebody call my name
beat say c
What a long face! I have something here that helps
you must have had a hard day. Come in and look at this!
you look as if the sky had fallen down. I know a cure for that
Come in and put down your bag. I have been waiting for someone to share this with
beat and
there was {good}
I could not believe my eyes, for there was {good}
on the table was {good}
beat start
I stayed until the evening and told {c.name} about all of it
I sat there for an hour, and we laughed about the whole thing
I told {c.name} about my day, and somehow it had become a funny story
beat start
A day is not over until it is over
I have wound up the alarm clock twice. Tomorrow will be better
Now I think that I will keep this day after all

ask why
? Why did {a.name} oversleep
? Why was {a.name} late
! {a.name} overslept because the alarm clock had stopped
! The alarm clock had stopped in the night
ask what left
? What did {a.name} forget at home
? What was left at home
! {a.name} forgot the {left}
! It was the {left}
ask what food
? What did {a.name} spill at breakfast
? What was spilled at breakfast
! {a.name} spilled {food}
! It was {food}
ask what step
? What did {a.name} step into on the way
? What did {a.name} end up in on the way to school
! {a.name} ended up in {step}
! It was {step}
ask who b
? Who helped {a.name} in the street
? Who was late as well
! It was {b.name}
! {b.name} was late as well and helped {a.name}
ask what good
? What did {c.name} show {a.name}
? What made the day good after all
! It was {good}
! {c.name} had {good} to show
